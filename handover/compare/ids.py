"""Comparison of neighbour ids, whose order is free among equal scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handover.compare.scalar import agrees
from handover.values import Column, Value

if TYPE_CHECKING:
    from handover.contract import Tolerance

IdsKind = Literal["value", "order", "ties"]


@dataclass(frozen=True)
class Score:
    """The reference score that a label or a list of ids rests on."""

    column: Column
    tolerance: Tolerance
    expected: Value


def compare_ids(
    expected: Sequence[object],
    obtained: Sequence[object],
    rule: str,
    scores: Score | None,
    ties: Sequence[int],
) -> tuple[IdsKind | None, tuple[int, ...]]:
    """Compare as many ids as expected; return how they differ, and the places that do.

    Places next to each other whose scores agree form a group without an order. ``rule`` says
    whether ids of equal scores must ascend, ``ties`` which ids tie with the last place.
    """
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
        return "value", tuple(misplaced)
    if rule == "any":
        return ("order" if misplaced else None), tuple(misplaced)
    right = _ascending(expected, groups, ties)
    pairs = enumerate(zip(right, obtained, strict=True))
    wrong = tuple(place for place, (wanted, found) in pairs if wanted != found)
    if not wrong:
        return None, ()
    return ("order" if misplaced else "ties"), wrong


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
