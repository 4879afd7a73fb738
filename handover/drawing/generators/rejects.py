"""``reject-…``: rows that the contract's input rules must refuse, one flag a rule.

The outcome is asked of `handover.contract.check_row`, never written down here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handover.compare.ordinals import finite_range, value_at
from handover.contract import InputRule, check_row
from handover.drawing.candidate import Claims, Refusable
from handover.drawing.draw_context import Ground
from handover.row_space.cells import code_range
from handover.row_space.unknown_value import stranger
from handover.values import Column, ElementType

# A contract of 500 columns declares 4,000 rules; a bundle of 2,000 rows still tests its model.
MOST_ROWS = 600


def rejects(ground: Ground) -> tuple[list[Refusable], Claims]:
    """Break one declared rule of one column at a time, in a hold-out row.

    Of a contract with very many rules some are drawn (`_chosen`); the others are left, and said so.

    Returns
    -------
    (refusables, claims)
        One claim a declared rule: (column, kind of breach).
    """
    drawn: list[Refusable] = []
    keys: dict[str, str] = {}
    wanted: dict[str, str] = {}
    rng = ground.rng("reject")
    ways = [list(breaches(column, ground.contract.rules(column.name))) for column in ground.columns]
    total = sum(map(len, ways))
    for number, (column, each) in enumerate(zip(ground.columns, ways, strict=True)):
        chosen = _chosen(number, len(each), len(ways), total)
        for place, (flag, why, value) in enumerate(each):
            what = f"{column.name} {flag}"
            if place not in chosen:
                wanted.setdefault(what, f"not drawn: {total} breaches are more than {MOST_ROWS}")
                continue
            wanted[what] = "the input rules accept every such row"
            base: dict[str, object] = dict(ground.rows[int(rng.integers(len(ground.rows)))])
            if value is ABSENT:
                del base[column.name]
            else:
                base[column.name] = value
            faults = check_row(ground.contract, base)
            if faults:
                drawn.append(Refusable(flag, why, base, faults[0].code, column.name))
                keys.setdefault(what, drawn[-1].key)
    things = tuple((what, (keys[what],)) for what in wanted if what in keys)
    left = tuple((what, why) for what, why in wanted.items() if what not in keys)
    return drawn, Claims(things, left)


def _chosen(number: int, count: int, columns: int, total: int) -> set[int]:
    """Choose which of a column's breaches are drawn: all, or of very many a few in turn.

    Every column is refused at least once, and neighbours for another reason, so that a rule that
    a backend forgot altogether shows.
    """
    kept = count if total <= MOST_ROWS else max(1, MOST_ROWS // columns)
    return {(number + turn) % count for turn in range(min(kept, count))}


ABSENT: Any = object()
"""In place of a value: the column itself is taken out of the row."""


def breaches(column: Column, rule: InputRule) -> Iterator[tuple[str, str, Any]]:
    """Yield (flag, why, value) for every way to break a rule of the column; see `ABSENT`."""
    name = column.name
    if rule.required:
        yield "reject-null", f"{name} is required, null given", None
    yield "reject-absent", f"{name} is absent", ABSENT
    for what, value in _wrong_types(column):
        yield "reject-type", f"{name} is {_kind(column)}, {what} given", _wrap(value, column)
    if column.length is not None:
        yield "reject-length", f"{name} has one element too few", _array(column, rule, -1)
        yield "reject-length", f"{name} has one element too many", _array(column, rule, 1)
    elif column.type is ElementType.STRING:
        yield from _lengths(name, rule)
    if column.type not in (ElementType.STRING, ElementType.BOOL):
        for why, value in _outside(column, rule):
            yield "reject-range", f"{name} {why}", _wrap(value, column)
    if rule.enum is not None:
        for what, value in _not_listed(rule.enum, column):
            yield "reject-enum", f"{name} is {what}: {value!r}", _wrap(value, column)


def _kind(column: Column) -> str:
    return "text" if column.type is ElementType.STRING else column.type.value


def _wrong_types(column: Column) -> list[tuple[str, Any]]:
    if column.type is ElementType.STRING:
        return [("a number", 3), ("true", True)]
    if column.type is ElementType.BOOL:
        return [("a number", 1), ("text", "true")]
    if column.type.is_integer:
        low, high = column.type.integer_range
        return [
            ("text", "3"),
            ("a fraction", 3.5),
            ("true", True),
            ("a number one above its largest", high + 1),
            ("a number one below its smallest", low - 1),
        ]
    return [("text", "3.5"), ("true", True)]


def _wrap(value: Any, column: Column) -> Any:
    return value if column.length is None else [value] * column.length


def _array(column: Column, rule: InputRule, change: int) -> list[Any]:
    low, high = (0, 0)
    if column.type not in (ElementType.STRING, ElementType.BOOL):
        low, high = code_range(column, rule)
    element: Any = {ElementType.STRING: "x", ElementType.BOOL: True}.get(column.type)
    if rule.enum:
        element = rule.enum[0]
    elif element is None:
        element = value_at(min(max(0, low), high), column.type)
    return [element] * ((column.length or 1) + change)


def _lengths(name: str, rule: InputRule) -> Iterator[tuple[str, str, str]]:
    if rule.min_length:
        text = "x" * (rule.min_length - 1)
        yield "reject-length", f"{name} is one character too short", text
    if rule.max_length is not None:
        text = "x" * (rule.max_length + 1)
        yield "reject-length", f"{name} is one character too long", text
        # One code point, two UTF-16 units: a length counted in units would refuse too early, and
        # one counted in bytes far earlier; here every count agrees that it is too long.
        yield "reject-length", f"{name} is one emoji too long", "👗" * (rule.max_length + 1)


def _outside(column: Column, rule: InputRule) -> Iterator[tuple[str, Any]]:
    low, high = code_range(column, rule)
    first, last = finite_range(column.type)
    step = "one" if column.type.is_integer else "one step"
    if rule.minimum is not None or rule.exclusive_minimum is not None:
        if low > first:
            yield f"is {step} below its smallest value", _number(low - 1, column)
        far = _number(low, column) - 1_000_000
        if first < low - 1_000_000 or column.type.is_float:
            yield "is far below its smallest value", far
    if rule.maximum is not None or rule.exclusive_maximum is not None:
        if high < last:
            yield f"is {step} above its largest value", _number(high + 1, column)
        far = _number(high, column) + 1_000_000
        if high + 1_000_000 < last or column.type.is_float:
            yield "is far above its largest value", far


def _number(code: int, column: Column) -> Any:
    return value_at(code, column.type)


def _not_listed(enum: tuple[Any, ...], column: Column) -> Iterator[tuple[str, Any]]:
    if column.type is ElementType.STRING:
        texts = [item for item in enum if isinstance(item, str)]
        first = next((text for text in texts if text), "x")
        yield "no listed value", stranger(texts)
        yield "in another case", first.upper() if first != first.upper() else first.lower()
        yield "followed by a space", first + " "
        if "" not in texts:
            yield "empty", ""
    elif column.type is not ElementType.BOOL:
        numbers = [item for item in enum if isinstance(item, int | float)]
        yield "no listed value", max(numbers, default=0) + 1
