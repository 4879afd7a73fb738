"""Arbiter between converter and runtime, where ONNX Runtime differs from the estimator.

A third evaluator runs the same file. With ONNX Runtime: the file says so, the converter is
wrong. With the wire truth: the file is right, the runtime is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from handover.values import Row


@dataclass(frozen=True)
class Opinion:
    """Who is wrong, and on what that rests."""

    cause: Literal["converter", "runtime"]
    basis: str


def third_opinion(
    wire: Row,
    onnxruntime: Row,
    reference: Row | None,
    *,
    agrees: Callable[[Row, Row], bool],
) -> Opinion:
    """Decide between converter and runtime for one row on which they differ.

    Parameters
    ----------
    wire, onnxruntime
        The estimator's answer on the wire row, and ONNX Runtime's.
    reference
        The third evaluator's answer, None where it cannot run the file.
    agrees
        Tells whether two answers are the same answer, within the contract's tolerances.

    Notes
    -----
    Without a third opinion, or where it agrees with neither, the converter is named: the file is
    what was made here, and the runtime's version is pinned and deny-listed apart from this.
    """
    if reference is None:
        return Opinion("converter", "no third opinion: the reference evaluator cannot run the file")
    if agrees(reference, wire):
        return Opinion("runtime", "the reference evaluator runs the same file and is right")
    if agrees(reference, onnxruntime):
        return Opinion("converter", "the reference evaluator runs the same file and errs alike")
    return Opinion("converter", "the reference evaluator agrees with neither")
