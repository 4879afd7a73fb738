"""``extreme``: the contract's ends, zero of either sign, subnormal numbers, and large values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from handover.compare.ordinals import to_ordinals, value_at
from handover.drawing.candidate import Candidate
from handover.drawing.draw_context import Ground
from handover.row_space.cells import code_range
from handover.values import Column, ElementType, Row
from handover.values.row import Scalar

# Beyond 2^24 float32 skips integers, beyond 2^53 float64 does.
_LARGE = {
    ElementType.F32: (16_777_217.0, 1e10, 1e30),
    ElementType.F64: (9_007_199_254_740_993.0, 1e10, 1e30),
    ElementType.I32: (16_777_217,),
    ElementType.I64: (16_777_217, 9_007_199_254_740_993),
}

# A contract of 500 columns has 2,500 extremes; a bundle of 2,000 rows still tests its model.
MOST_ROWS = 600


def extremes(ground: Ground) -> list[Candidate]:
    """Put each extreme of each numeric column into a hold-out row.

    A column without declared ends is not driven to the ends of its type: where the contract
    says nothing, values of a magnitude that only its type allows say nothing about the model.
    Of very many columns several share a row, each at its own extreme; a column is in a row of each
    of its extremes.
    """
    drawn: list[Candidate] = []
    rng = ground.rng("extreme")
    numbers = [
        column
        for column in ground.columns
        if column.type not in (ElementType.STRING, ElementType.BOOL)
    ]
    found = [[(column, *each) for each in _values(ground, column)] for column in numbers]
    together = max(1, -(-sum(map(len, found)) // MOST_ROWS))
    for start in range(0, len(found), together):
        for shared in zip_longest(*found[start : start + together]):
            row: Row = dict(ground.rows[int(rng.integers(len(ground.rows)))])
            reasons = []
            for column, what, value in filter(None, shared):
                row[column.name] = value if column.length is None else [value] * column.length
                reasons.append(f"{column.name} is {what}: {value!r}")
            if ground.accepts(row):
                others = len(reasons) - 1
                more = f"; and {others} more column{'' if others == 1 else 's'}" if others else ""
                drawn.append(Candidate("extreme", reasons[0] + more, row))
    return drawn


def _values(ground: Ground, column: Column) -> Iterator[tuple[str, Scalar]]:
    rule = ground.contract.rules(column.name)
    low, high = code_range(column, rule)
    bounded_below = rule.minimum is not None or rule.exclusive_minimum is not None
    bounded_above = rule.maximum is not None or rule.exclusive_maximum is not None
    if bounded_below:
        yield "the contract's smallest value", _value(low, column)
    if bounded_above:
        yield "the contract's largest value", _value(high, column)
    if low <= 0 <= high:
        yield "zero", _value(0, column)
        if column.type.is_float:
            yield "minus zero", -0.0
            # Below the smallest normal number; code that flushes them to zero loses them.
            for what, code in (("smallest", 1), ("largest", _subnormal(column))):
                if code <= high:
                    yield f"the {what} subnormal number", _value(code, column)
    seen = to_ordinals(_largest(ground, column), column.type)
    for large in _LARGE[column.type]:
        code = int(to_ordinals(large, column.type))
        # Only up to the contract's own end, or a thousandfold of what was ever seen.
        within = bounded_above or float(large) <= 1000 * abs(float(_value(int(seen), column) or 0))
        if within and low <= code <= high:
            yield "large", _value(code, column)


def _subnormal(column: Column) -> int:
    """Return the ordinal of the largest subnormal number: all bits of the fraction set."""
    return (1 << (23 if column.type is ElementType.F32 else 52)) - 1


def _value(code: int, column: Column) -> float | int:
    number: float | int = value_at(code, column.type)
    return number


def _largest(ground: Ground, column: Column) -> float | int:
    values: list[float | int] = [0]
    for row in ground.rows:
        cell = row[column.name]
        for item in cell if isinstance(cell, list) else [cell]:
            if isinstance(item, int | float):
                values.append(abs(item))
    return max(values)
