"""Strength by mutation: wrong re-implementations of a model, and which vector finds each.

In come a contract, an ONNX file and vectors; out goes how many mutants the vectors kill, which
are equivalent and on what that rests, and rows that kill the others. `strengthen` adds those rows
to a set of vectors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handover.mutation.strengthening import strengthen

__all__ = ["strengthen"]


def __getattr__(name: str) -> object:
    if name == "strengthen":
        from handover.mutation.strengthening import strengthen

        return strengthen
    raise AttributeError(f"module 'handover.mutation' has no attribute {name!r}")
