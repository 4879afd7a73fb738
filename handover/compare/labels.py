"""Slack of a label: how far the score that decides it may move within its tolerance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from handover.compare.ids import Score
from handover.compare.scalar import spacing

if TYPE_CHECKING:
    from handover.contract import Tolerance

LABELS = ("label", "cluster")
IDS = "neighbours.ids"


def score_allowance(score: Score | None, converter: Tolerance) -> float:
    """Return how far a label's score may move: the largest over its elements.

    ``abs + rel * |score|``, or k times the spacing of the floats at the score, or nothing for
    bits. Without a score among the outputs it is the converter's ``abs``.
    """
    if score is None:
        return converter.abs
    items = score.expected if isinstance(score.expected, list) else [score.expected]
    return max((_allowed(item, score) for item in items), default=0.0)


def _allowed(value: object, score: Score) -> float:
    tolerance = score.tolerance
    if not isinstance(value, int | float) or not math.isfinite(value) or tolerance.kind == "bits":
        return 0.0
    if tolerance.kind == "absrel":
        return tolerance.abs + tolerance.rel * abs(value)
    return tolerance.ulp * spacing(float(value), score.column.type)
