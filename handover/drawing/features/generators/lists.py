"""``raw-list``: lists that are empty, single, out of order, doubled, tied or very long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handover.contract.model.raw_fields import RawRule
from handover.drawing.features.place import value_in, with_value
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround

FLAG = "raw-list"
_BASES = 8
# A line of a bundle stays readable; a list of the contract's length may not.
_LONGEST = 200


def lists(ground: RawGround) -> Iterator[RawCandidate]:
    """Change the lists of each kind, starting from the longest that the chosen rows hold."""
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        there = [
            (row, place)
            for row, place in where
            if place.rule.field.list and value_in(row, place.path)
        ]
        there.sort(key=lambda each: -len(value_in(each[0], each[1].path)))
        for row, place in there[:2]:
            for what, items in _forms(value_in(row, place.path), place.rule):
                changed = with_value(row, place.path, items)
                yield RawCandidate(FLAG, f"{place.text} {what}", changed, kind)


def _forms(items: list[Any], rule: RawRule) -> Iterator[tuple[str, list[Any]]]:
    yield "is empty", []
    yield "has its first element only", items[:1]
    yield "has its last element only", items[-1:]
    yield "has its first element twice", [items[0], *items]
    yield "has its last element twice", [*items, items[-1]]
    yield "lacks its first element", items[1:]
    yield "lacks its last element", items[:-1]
    yield "is backwards", items[::-1]
    yield "begins with its second element", [*items[1:2], *items[:1], *items[2:]]
    yield "has every element twice", [item for item in items for _ in range(2)]
    yield "comes twice", [*items, *items]
    yield "is its first element throughout", [items[0]] * len(items)
    most = min(rule.most or _LONGEST, _LONGEST)
    if len(items) < most:
        longest = (items * (most // len(items) + 1))[:most]
        yield f"has {most} elements", longest
