"""``raw-null``: every field that may be null is null once, alone and in all elements of a list."""

from __future__ import annotations

from collections.abc import Iterator

from handover.drawing.features.place import Place, value_in, with_value, with_value_throughout
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround
from handover.values.raw_field import RawRow

FLAG = "raw-null"
_BASES = 5


def nulls(ground: RawGround) -> Iterator[RawCandidate]:
    """Put null at a place of each kind, in rows where something stood there."""
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        there = [(row, place) for row, place in where if _nullable(row, place)]
        for row, place in there[:2]:
            changed = with_value(row, place.path, None)
            yield RawCandidate(FLAG, f"{place.text} is null", changed, kind)
        if "[]" in kind and there:
            row = with_value_throughout(ground.rules, there[0][0], kind, None)
            yield RawCandidate(FLAG, f"{kind} is null throughout", row, kind)


def _nullable(row: RawRow, place: Place) -> bool:
    return place.rule.field.nullable and value_in(row, place.path) is not None
