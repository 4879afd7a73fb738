"""Comparison of one output of one row: whether two answers agree, and if not, how.

Kinds are tried in the order null, type, length, then values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handover.compare.ids import Score, compare_ids
from handover.compare.labels import IDS, LABELS
from handover.compare.scalar import agrees, type_of
from handover.values import Column, ElementType, Value

if TYPE_CHECKING:
    from handover.contract import Tolerance

Kind = Literal["outcome", "null", "type", "length", "value", "label", "order", "ties"]


@dataclass(frozen=True)
class Comparison:
    """The outcome of one comparison; ``kind`` is None when it passes.

    ``at`` are the places of an array that differ. ``within_margin`` marks a label that differs
    and passes, because its reference margin is within the tolerance of its score.
    """

    kind: Kind | None = None
    at: tuple[int, ...] = ()
    within_margin: bool = False

    @property
    def passed(self) -> bool:
        """True when obtained is as good as expected."""
        return self.kind is None


def compare(
    expected: Value,
    obtained: object,
    column: Column,
    tolerance: Tolerance,
    *,
    role: str = "value",
    obtained_type: ElementType | None = None,
    margin: float | None = None,
    allowance: float = 0.0,
    scores: Score | None = None,
    ties: Sequence[int] = (),
) -> Comparison:
    """Compare one output of one row.

    Parameters
    ----------
    expected, obtained
        A scalar, or a list for an array column.
    column, tolerance, role
        What the contract says of the output.
    obtained_type
        The element type that was returned; left out, it is told from the values.
    margin, allowance
        For a label: how far the reference decision is from flipping, and how far its score may
        move (`score_allowance`).
    scores, ties
        For neighbour ids: the reference scores, and ids beyond the list that tie with its last.
    """
    early = _shape(expected, obtained, column, obtained_type)
    if early is not None:
        return early
    if role == IDS and isinstance(expected, list) and isinstance(obtained, list):
        return Comparison(*compare_ids(expected, obtained, tolerance.ties, scores, ties))
    if isinstance(expected, list) and isinstance(obtained, list):
        pairs = enumerate(zip(expected, obtained, strict=True))
        wrong = tuple(at for at, (e, o) in pairs if not agrees(e, o, column.type, tolerance))
        return Comparison("value" if wrong else None, wrong)
    if agrees(expected, obtained, column.type, tolerance):
        return Comparison()
    if role not in LABELS:
        return Comparison("value")
    if tolerance.boundary == "report" and margin is not None and margin <= allowance:
        return Comparison(within_margin=True)
    return Comparison("label")


def _shape(
    expected: Value, obtained: object, column: Column, obtained_type: ElementType | None
) -> Comparison | None:
    """Return what is wrong before any value is looked at, or the pass of null for null."""
    if expected is None or obtained is None:
        return Comparison(None if expected is None and obtained is None else "null")
    items = obtained if isinstance(obtained, list) else [obtained]
    if isinstance(expected, list) and (nulls := _nulls(expected, items)):
        return Comparison("null", nulls)
    found = (
        {obtained_type}
        if obtained_type
        else {type_of(item, column.type) for item in items if item is not None}
    )
    if found - {column.type}:
        return Comparison("type")
    if isinstance(obtained, list) != isinstance(expected, list):
        return Comparison("length")
    if isinstance(expected, list) and len(items) != len(expected):
        return Comparison("length")
    return None


def _nulls(expected: Sequence[object], obtained: Sequence[object]) -> tuple[int, ...]:
    """Return the places of nulls that are expected to be values; arrays hold no null."""
    known = len(expected)
    return tuple(
        place
        for place, item in enumerate(obtained)
        if item is None and (place >= known or expected[place] is not None)
    )
