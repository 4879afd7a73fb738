"""Input rules (HR101-HR108) for wire rows, applied before any backend.

Every number is judged in the column's own type: ``0.1`` in an f32 column with ``maximum: 0.1``
passes, because value and bound are the same float32. A value that is null is only HR101, one of
the wrong type only HR103, one that is not finite only HR107: nothing more can be said of it.
The same table of named cases (``tests/shared/input_rules.json``) holds the Scala core to this.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from handover.contract.input_rules import InputRule
from handover.contract.place import render_path
from handover.faults import Fault, Owner
from handover.values import Column, ElementType, round_to
from handover.values.strict_json import Number

if TYPE_CHECKING:
    from handover.contract.model.contract import ModelContract

_SPELLED = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def check_row(contract: ModelContract, row: Mapping[str, object]) -> tuple[Fault, ...]:
    """Return every rule that the row breaks, by column in contract order, then by code.

    Parameters
    ----------
    contract
        Its input columns are the rules.
    row
        Column name to value: None, bool, int, float, str, a list of them, or what
        `handover.values.parse_json` makes of JSON. NaN in a float column is null.

    Returns
    -------
    tuple of Fault
        ``where`` is ``$.column``. Unknown columns (HR108) come last, sorted. Empty: the row may
        pass.
    """
    faults: list[Fault] = []
    known = contract.input_columns
    for column in known:
        if column.name not in row:
            faults.append(
                _fault("HR102", column, "the column is absent", expected="a value or null")
            )
            continue
        faults.extend(_check_value(row[column.name], column, contract.rules(column.name)))
    names = {column.name for column in known}
    for name in sorted(set(row) - names):
        faults.append(
            Fault(
                "HR108",
                "the contract has no such column",
                Owner.BACKEND_OWNER,
                where=render_path((name,)),
                next="Send the contract's columns only.",
            )
        )
    return tuple(faults)


def _check_value(value: object, column: Column, rule: InputRule) -> Iterator[Fault]:
    if value is None:
        yield from _null(column, rule)
    elif column.length is None:
        yield from check_scalar(value, column, rule)
    elif not isinstance(value, list | tuple):
        yield _fault("HR103", column, "not an array", found=spell_found(value))
    else:
        yield from _check_array(value, column, rule)


def _check_array(
    items: list[object] | tuple[object, ...], column: Column, rule: InputRule
) -> Iterator[Fault]:
    """Report each broken rule once, for the first element that breaks it."""
    seen: dict[str, Fault] = {}
    element_rule = replace(rule, required=True, min_length=None, max_length=None)
    for item in items:
        if item is None:
            found = iter(_null(column, element_rule))
        else:
            found = check_scalar(item, column, element_rule)
        for fault in found:
            seen.setdefault(fault.code, fault)
    if len(items) != column.length:
        seen["HR106"] = _fault(
            "HR106",
            column,
            "wrong number of elements",
            expected=f"length={column.length}",
            found=f"length={len(items)}",
        )
    hiding = sorted(seen.keys() & {"HR101", "HR103", "HR107"})
    yield from (seen[code] for code in hiding[:1] or sorted(seen))


def _null(column: Column, rule: InputRule) -> tuple[Fault, ...]:
    return (_fault("HR101", column, "null in a required column"),) if rule.required else ()


def check_scalar(value: object, column: Column, rule: InputRule) -> Iterator[Fault]:
    """Yield what a value that is not null breaks; HR101, HR103 and HR107 stand alone."""
    typed = _typed(value, column.type)
    if typed is None:
        expected = column.type.value
        yield _fault("HR103", column, "wrong type", expected=expected, found=spell_found(value))
        return
    if isinstance(typed, float):
        if math.isnan(typed):
            yield from _null(column, rule)
            return
        if math.isinf(typed):
            expected = f"a finite {column.type.value}"
            yield _fault("HR107", column, "not finite", expected=expected, found=spell_found(value))
            return
    breaches = _breached_bounds(typed, column.type, rule)
    if breaches:
        expected = " and ".join(breaches)
        yield _fault("HR104", column, "out of range", expected=expected, found=spell_found(value))
    if rule.enum is not None and not _listed(typed, rule.enum, column.type):
        listed = ", ".join(str(item) for item in rule.enum[:10])
        yield _fault(
            "HR105", column, "not an allowed value", expected=listed, found=spell_found(value)
        )
    if isinstance(typed, str):
        yield from _check_length(typed, column, rule)


def _typed(value: object, element: ElementType) -> float | int | str | bool | None:
    """Return the value in the column's type, None when it is of another type."""
    if element is ElementType.BOOL:
        return value if isinstance(value, bool) else None
    if element is ElementType.STRING:
        return value if isinstance(value, str) and not isinstance(value, Number) else None
    if isinstance(value, bool):
        return None
    if element.is_integer:
        return _integer(value, element)
    if isinstance(value, Number):
        return round_to(str(value), element)
    if isinstance(value, str):
        return _SPELLED.get(value)
    if isinstance(value, int):
        # Nothing above 2^1024 is finite in any type; its decimal text could be endless.
        beyond = math.inf if value > 0 else -math.inf
        return round_to(value, element) if value.bit_length() <= 1100 else beyond
    return round_to(value, element) if isinstance(value, float) else None


def _integer(value: object, element: ElementType) -> int | None:
    if isinstance(value, Number):
        # parse_json keeps "-0" as text for the sake of floats; 3.0 is no integer's spelling.
        return 0 if value == "-0" else None
    low, high = element.integer_range
    return value if isinstance(value, int) and low <= value <= high else None


def _breached_bounds(value: float | int | str, element: ElementType, rule: InputRule) -> list[str]:
    if isinstance(value, str | bool):
        return []
    return [
        spelled for spelled, bound, breaks in rule.bounds if breaks(value, _bound(bound, element))
    ]


@lru_cache(maxsize=4096)
def _bound(bound: float | int, element: ElementType) -> float | int:
    # A contract has few bounds and a hold-out many rows: rounding them was a third of the time.
    return round_to(bound, element) if element.is_float else bound


def _listed(value: object, enum: tuple[object, ...], element: ElementType) -> bool:
    for item in enum:
        if isinstance(item, bool) != isinstance(value, bool):
            continue
        if isinstance(item, str) != isinstance(value, str):
            continue
        if element.is_float and isinstance(item, int | float):
            item = round_to(item, element)
        if item == value:
            return True
    return False


def _check_length(text: str, column: Column, rule: InputRule) -> Iterator[Fault]:
    low = rule.min_length or 0
    if len(text) < low or (rule.max_length is not None and len(text) > rule.max_length):
        high = "" if rule.max_length is None else str(rule.max_length)
        yield _fault(
            "HR106",
            column,
            "wrong length",
            expected=f"length in {low}..{high}",
            found=f"length={len(text)}",
        )


def spell_found(value: object) -> str:
    """Return ``value=…`` for a message, cut where it is long."""
    if isinstance(value, int) and value.bit_length() > 1100:
        return f"value=an integer of {value.bit_length()} bits"
    is_text = isinstance(value, str) and not isinstance(value, Number)
    text = repr(value) if is_text else str(value)
    return f"value={text}" if len(text) <= 60 else f"value={text[:57]}..."


def _fault(
    code: str,
    column: Column,
    message: str,
    *,
    expected: str | None = None,
    found: str | None = None,
) -> Fault:
    return Fault(
        code,
        message,
        Owner.BACKEND_OWNER,
        where=render_path((column.name,)),
        expected=expected,
        found=found,
        next="Send a row that keeps the contract, or widen the contract and export again.",
    )
