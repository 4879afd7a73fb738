"""Test vectors: rows that find mismatches, why each is there, and what three truths say of it.

In: contract, fitted estimator, exported model, hold-out (`draw`); or the files of a bundle
(`VectorSet.from_files`, light: no numpy). Out: a `VectorSet`. Refused: a hold-out or raw rows
that do not fit the contract (HT101-HT107), too little coverage (HT201), rows that the contract
lets pass but nobody answers (HT301-HT303), a feature function of two minds (HT304), answers that
are never a number (HT403), and an ONNX file that answers otherwise than the estimator (HT401
converter, HT402 runtime) unless a person accepts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handover.vectors.test_vector import Deviation, Expected, Rejection, TestVector, vector_id
from handover.vectors.vector_set import VectorSet

if TYPE_CHECKING:
    from handover.vectors.drawing import draw

__all__ = [
    "Deviation",
    "Expected",
    "Rejection",
    "TestVector",
    "VectorSet",
    "draw",
    "vector_id",
]


def __getattr__(name: str) -> object:
    if name == "draw":
        # Late, because drawing needs the export extra and reading a bundle does not.
        from handover.vectors.drawing import draw

        return draw
    raise AttributeError(f"module 'handover.vectors' has no attribute {name!r}")
