"""``raw-reject``: raw rows that the contract's rules must refuse before any feature code runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handover.contract import check_raw
from handover.contract.raw_check import raw_place
from handover.drawing.candidate import Refusable
from handover.drawing.features.place import Place, value_in, with_value, without
from handover.drawing.features.raw_context import RawGround
from handover.drawing.generators.rejects import ABSENT, breaches
from handover.values import Column

FLAG = "raw-reject"
_BASES = 6
# One element more than a contract allows, where a line of the bundle can hold so many.
MOST_ELEMENTS = 1_000


def refused(ground: RawGround) -> Iterator[Refusable]:
    """Break each rule once, at one place of each kind; the outcome is asked of the rules."""
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        row, place = where[0]
        for why, value in _ways(place, value_in(row, place.path)):
            if value is ABSENT and isinstance(place.path[-1], int):
                continue
            broken = (
                without(row, place.path) if value is ABSENT else with_value(row, place.path, value)
            )
            faults = check_raw(ground.contract, broken)
            if faults:
                told = f"{why.replace(place.rule.field.name, kind, 1)}"
                yield Refusable(FLAG, told, broken, faults[0].code, raw_place(faults[0]))
    row = {**ground.rows[0], "unknown_field": 1}
    faults = check_raw(ground.contract, row)
    if faults:
        why = "a field that the contract does not know"
        yield Refusable(FLAG, why, row, faults[0].code, raw_place(faults[0]))


def _ways(place: Place, value: Any) -> Iterator[tuple[str, Any]]:
    rule, name = place.rule, place.rule.field.name
    if not rule.field.list and rule.field.type is not None:
        for _, why, broken in breaches(Column(name, rule.field.type), rule.rule):
            yield why, broken
        return
    if rule.rule.required:
        yield f"{name} is required, null given", None
    yield f"{name} is absent", ABSENT
    yield f"{name} is {'a list' if rule.field.list else 'an object'}, text given", "x"
    if not rule.field.list:
        return
    yield f"{name} is a list, an object given", {}
    if value:
        yield f"{name} holds a null", [*value, None]
        if rule.least:
            yield f"{name} has one element too few", value[:1] * (rule.least - 1)
        if rule.most is not None and rule.most < MOST_ELEMENTS:
            yield f"{name} has one element too many", value[:1] * (rule.most + 1)
