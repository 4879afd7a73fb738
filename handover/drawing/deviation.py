"""Deviation of one truth from another: the first output in which two answers differ.

Two truths are compared as `verify` compares an answer with the estimator's own: what differs here
would fail there, and what agrees here passes there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handover.compare import RowComparer
from handover.values import Row
from handover.values.row import Scalar, Value


@dataclass(frozen=True)
class AnswerDeviation:
    """One output in which two answers differ, with both values and how far they are apart."""

    output: str
    expected: Value
    obtained: Value
    distance: float


def first_deviation(
    comparer: RowComparer,
    expected: Row,
    obtained: Row,
    *,
    margin: Mapping[str, float],
    ties: Mapping[str, Sequence[int]],
) -> AnswerDeviation | None:
    """Return the first output that differs, None when all agree.

    Parameters
    ----------
    comparer
        Compares with the estimator's own answer: ``RowComparer(contract, truth="wire")``.
    expected, obtained
        The answers of two truths to one row.
    margin, ties
        As a vector carries them.
    """
    if expected == obtained:
        return None
    differences = comparer.compare(expected, obtained, margin=margin, ties=ties).differences
    if not differences:
        return None
    name = differences[0].output
    left, right = expected[name], obtained[name]
    return AnswerDeviation(name, left, right, _distance(left, right))


def _items(value: Value) -> list[Scalar]:
    return value if isinstance(value, list) else [value]


def _distance(left: Value, right: Value) -> float:
    apart = [
        abs(one - other)
        for one, other in zip(_items(left), _items(right), strict=False)
        if isinstance(one, float) and isinstance(other, float)
    ]
    known = [distance for distance in apart if not math.isnan(distance)]
    return max(known) if known else math.inf
