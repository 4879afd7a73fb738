"""``raw-number``: the largest number in every element of the longest list, so that a sum overflows.

Cents are summed in 32 bits because no price needs more. One row for each sort of element: only
the baskets may be summed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handover.compare.ordinals import value_at
from handover.contract.model.raw_fields import RawRule
from handover.contract.place import Path
from handover.drawing.features.place import Place, places, value_in, with_value
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround
from handover.row_space.cells import code_range
from handover.values import Column, ElementType

FLAG = "raw-number"
_SORTS = 8
# A contract that bounds a list only from below, or by more, gets this many elements.
_LONGEST = 1_000


def sums(ground: RawGround) -> Iterator[RawCandidate]:
    """Yield such rows for whole numbers that fit 32 bits and whose sum does not."""
    for rule in ground.rules:
        if not rule.field.list:
            continue
        most = min(rule.most or _LONGEST, _LONGEST)
        for inner, path in _numbers(rule.element, ()):
            assert inner.field.type is not None
            low, high = code_range(Column(inner.field.name, inner.field.type), inner.rule)
            largest = max(value_at(high, inner.field.type), -value_at(low, inner.field.type))
            if not largest < 2**31 <= largest * most:
                continue
            value = value_at(high, inner.field.type)
            kind = ".".join([f"{rule.field.name}[]", *map(str, path)])
            for row, item, what in _sorts(ground, rule, path):
                items = [with_value(item, path, value)] * most
                why = f"{kind} is {value} in {most} elements{what}, whose sum takes 64 bits"
                changed = with_value(row, (rule.field.name,), items)
                yield RawCandidate(FLAG, why, changed, kind)


def _numbers(rule: RawRule, path: Path) -> Iterator[tuple[RawRule, Path]]:
    """Yield the whole numbers in an element, with the path to them."""
    if rule.field.type in (ElementType.I32, ElementType.I64):
        yield rule, path
    for inner in rule.fields:
        if not inner.field.list:
            yield from _numbers(inner, (*path, inner.field.name))


def _sorts(ground: RawGround, rule: RawRule, path: Path) -> Iterator[tuple[Any, Any, str]]:
    """Yield given rows with elements in which each field with an enum takes each value once.

    Only elements in which the number can stand: the objects around it are not null.
    """
    seen: set[tuple[Path, str]] = set()
    drawn = 0
    for row in ground.rows:
        for item in row[rule.field.name] or ():
            if not _reaches(item, path):
                continue
            words = [(place.path, str(value_in(item, place.path))) for place in _listed(rule, item)]
            if drawn < _SORTS and (drawn == 0 or not seen.issuperset(words)):
                seen.update(words)
                drawn += 1
                yield row, item, "".join(f", {word}" for _, word in words)


def _reaches(item: Any, path: Path) -> bool:
    for step in path[:-1]:
        item = item[step]
        if item is None:
            return False
    return True


def _listed(rule: RawRule, item: Any) -> list[Place]:
    """Return the places of an element whose values are listed in the contract."""
    if rule.field.type is not None:
        return []
    return [place for place in places(rule.fields, item) if place.rule.rule.enum is not None]
