"""``raw-number``: ends of the range, and numbers at which arithmetic of another width goes wrong.

Money in cents overflows 32 bits in a sum, ids lose digits beyond 2^24 in float32 and 2^53 in
float64, halves are rounded up, down or to even.
"""

from __future__ import annotations

from collections.abc import Iterator

from handover.compare.ordinals import value_at
from handover.contract.model.raw_fields import RawRule
from handover.drawing.features.place import value_in, with_value, with_value_throughout
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround
from handover.row_space.cells import code_range
from handover.values import Column, ElementType, round_to

FLAG = "raw-number"
_BASES = 4
_WHOLE = (0, 1, -1, 2**24 + 1, 2**31 - 1, 2**31, 2**53 + 1, -(2**31) - 1)
_REAL = (0.0, -0.0, 0.5, 1.5, 2.5, 0.005, 1.005, 2.675, 1e-45, 16777217.0, 1e15, 1e-300)


def numbers(ground: RawGround) -> Iterator[RawCandidate]:
    """Put each such number at places of each kind, alone, and the largest at all of a list."""
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        rule = where[0][1].rule
        if rule.field.list or rule.field.type is None or rule.field.type is ElementType.STRING:
            continue
        if rule.field.type is ElementType.BOOL:
            for flag in (True, False):
                row, place = where[0]
                changed = with_value(row, place.path, flag)
                yield RawCandidate(FLAG, f"{place.text} is {flag}", changed, kind)
            continue
        values = _values(rule)
        for number, (what, value) in enumerate(values):
            row, place = where[number % len(where)]
            changed = with_value(row, place.path, value)
            yield RawCandidate(FLAG, f"{place.text} is {what}", changed, kind)
        for step in (-1, 1):
            row, place = where[0]
            old = value_in(row, place.path)
            if old is not None:
                put = (
                    old + step
                    if rule.field.type.is_integer
                    else round_to(old + step, rule.field.type)
                )
                changed = with_value(row, place.path, put)
                yield RawCandidate(FLAG, f"{place.text} is {step:+} from {old}", changed, kind)
        if "[]" in kind:
            for what, value in (values[0], values[1]):
                row = with_value_throughout(ground.rules, where[0][0], kind, value)
                yield RawCandidate(FLAG, f"{kind} is {what} throughout", row, kind)


def _values(rule: RawRule) -> list[tuple[str, float | int]]:
    """Return the two ends of the range, then the numbers that lie within it."""
    element = rule.field.type
    assert element is not None
    low, high = code_range(Column(rule.field.name, element), rule.rule)
    ends = value_at(low, element), value_at(high, element)
    found: list[tuple[str, float | int]] = [
        (f"at its smallest, {ends[0]}", ends[0]),
        (f"at its largest, {ends[1]}", ends[1]),
    ]
    inner = _WHOLE if element.is_integer else [round_to(value, element) for value in _REAL]
    found += [(repr(value), value) for value in inner if ends[0] < value < ends[1]]
    return found
