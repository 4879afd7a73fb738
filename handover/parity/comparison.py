"""Obtained against expected for one output: whether they agree, and if not, how.

The rules are those of docs/verdict.md, "Comparison"; `tests/shared/comparison.json` holds both
languages to them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handover.values import Column, ElementType, Value, bits, round_to, ulp_distance

if TYPE_CHECKING:
    from handover.contract import Tolerance

Kind = Literal["outcome", "null", "type", "length", "value", "label", "order", "ties"]

LABELS = ("label", "cluster")
IDS = "neighbours.ids"


@dataclass(frozen=True)
class Score:
    """The reference score that a label or a list of ids rests on."""

    column: Column
    tolerance: Tolerance
    expected: Value


@dataclass(frozen=True)
class Agreement:
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


def type_of(value: object, declared: ElementType) -> ElementType | None:
    """Return the element type a Python value has, as near to the declared one as it can be.

    A float that no float32 equals is an f64 where f32 is declared. None for anything else.
    """
    if isinstance(value, bool):
        return ElementType.BOOL
    if isinstance(value, int):
        for element in (declared, ElementType.I32, ElementType.I64):
            if element.is_integer:
                low, high = element.integer_range
                if low <= value <= high:
                    return element
        return None
    if isinstance(value, float):
        exact = math.isnan(value) or round_to(value, ElementType.F32) == value
        is_narrow = declared is ElementType.F32 and exact
        return ElementType.F32 if is_narrow else ElementType.F64
    return ElementType.STRING if isinstance(value, str) else None


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
) -> Agreement:
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
        return _compare_ids(expected, obtained, tolerance.ties, scores, ties)
    if isinstance(expected, list) and isinstance(obtained, list):
        nulls = _places(lambda e, o: (e is None) != (o is None), expected, obtained)
        if nulls:
            return Agreement("null", nulls)
        wrong = _places(lambda e, o: not agrees(e, o, column.type, tolerance), expected, obtained)
        return Agreement("value" if wrong else None, wrong)
    if agrees(expected, obtained, column.type, tolerance):
        return Agreement()
    if role not in LABELS:
        return Agreement("value")
    if tolerance.boundary == "report" and margin is not None and margin <= allowance:
        return Agreement(within_margin=True)
    return Agreement("label")


def _shape(
    expected: Value, obtained: object, column: Column, obtained_type: ElementType | None
) -> Agreement | None:
    """Return what is wrong before any value is looked at, or the pass of null for null."""
    if expected is None or obtained is None:
        return Agreement(None if expected is None and obtained is None else "null")
    items = obtained if isinstance(obtained, list) else [obtained]
    found = (
        {obtained_type}
        if obtained_type
        else {type_of(item, column.type) for item in items if item is not None}
    )
    if found - {column.type}:
        return Agreement("type")
    if isinstance(obtained, list) != isinstance(expected, list):
        return Agreement("length")
    if isinstance(expected, list) and len(items) != len(expected):
        return Agreement("length")
    return None


def _places(
    differs: Callable[[object, object], bool],
    expected: Sequence[object],
    obtained: Sequence[object],
) -> tuple[int, ...]:
    pairs = zip(expected, obtained, strict=True)
    return tuple(place for place, (left, right) in enumerate(pairs) if differs(left, right))


def agrees(expected: object, obtained: object, element: ElementType, tolerance: Tolerance) -> bool:
    """Compare two scalars of the type.

    NaN equals NaN and nothing else; an infinity equals itself alone; -0.0 equals 0.0 but for bits.
    """
    if expected is None or obtained is None:
        return expected is obtained
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return expected == obtained
    assert isinstance(obtained, int | float)
    if isinstance(expected, int) and isinstance(obtained, int):
        if tolerance.kind != "absrel":
            return expected == obtained
        return abs(expected - obtained) <= tolerance.abs + tolerance.rel * abs(expected)
    if tolerance.kind == "bits":
        return bits(expected, element) == bits(obtained, element)
    if tolerance.kind == "ulp":
        distance = ulp_distance(expected, obtained, element)
        return distance is not None and distance <= tolerance.ulp
    if not (math.isfinite(expected) and math.isfinite(obtained)):
        return ulp_distance(expected, obtained, element) == 0
    return abs(expected - obtained) <= tolerance.abs + tolerance.rel * abs(expected)


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


def spacing(value: float, element: ElementType) -> float:
    """Return the distance from a finite float's magnitude to the next larger float of its type."""
    if element is not ElementType.F32:
        return math.ulp(value)
    # binary32 has 24 significant bits; below 2**-126 the spacing no longer shrinks.
    _, exponent = math.frexp(value)
    return math.ldexp(1.0, max(exponent - 24, -149)) if value else math.ldexp(1.0, -149)


def _compare_ids(
    expected: Sequence[object],
    obtained: Sequence[object],
    rule: str,
    scores: Score | None,
    ties: Sequence[int],
) -> Agreement:
    groups = _tie_groups(len(expected), scores)
    misplaced: list[int] = []
    for start, end in groups:
        allowed: Counter[object] = Counter(expected[start:end])
        if end == len(expected):
            allowed.update(ties)
        for place in range(start, end):
            if allowed[obtained[place]] > 0:
                allowed[obtained[place]] -= 1
            else:
                misplaced.append(place)
    if Counter(obtained) - Counter([*expected, *ties]):
        return Agreement("value", tuple(misplaced))
    if rule == "any":
        return Agreement("order" if misplaced else None, tuple(misplaced))
    right = _ascending(expected, groups, ties)
    wrong = _places(lambda left, found: left != found, right, obtained)
    if not wrong:
        return Agreement()
    return Agreement("order" if misplaced else "ties", wrong)


def _tie_groups(length: int, scores: Score | None) -> list[tuple[int, int]]:
    """Return the stretches of places whose neighbouring scores agree, as (start, end)."""
    values = scores.expected if scores is not None else None
    starts = [0]
    for place in range(1, length):
        tied = (
            scores is not None
            and isinstance(values, list)
            and agrees(values[place - 1], values[place], scores.column.type, scores.tolerance)
        )
        if not tied:
            starts.append(place)
    return list(zip(starts, [*starts[1:], length], strict=True)) if length else []


def _ascending(
    expected: Sequence[object], groups: list[tuple[int, int]], ties: Sequence[int]
) -> list[object]:
    """Return the one right list when equal scores are ordered by id."""
    right: list[object] = []
    for start, end in groups:
        pool = [*expected[start:end], *(ties if end == len(expected) else ())]
        right += sorted(pool, key=_as_id)[: end - start]
    return right


def _as_id(value: object) -> int:
    assert isinstance(value, int)
    return value
