"""One row: column name to value, and the JSON form of each typed value."""

from __future__ import annotations

import math

from handover.values.column import Column, ElementType
from handover.values.floats import round_to, shortest
from handover.values.strict_json import Number

Scalar = float | int | str | bool | None
Value = Scalar | list[Scalar]
Row = dict[str, Value]

_SPELLED = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def value_to_json(value: Value, column: Column) -> object:
    """Spell a value of the column for JSON; see docs/bundle-format.md, "Text forms"."""
    if isinstance(value, list):
        return [_scalar_to_json(item, column.type) for item in value]
    return _scalar_to_json(value, column.type)


def _scalar_to_json(value: Scalar, element: ElementType) -> object:
    if not isinstance(value, float) or not element.is_float:
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return shortest(value, element)


def value_from_json(spelled: object, column: Column) -> Value:
    """Read a value with its declared type, never through another width.

    Raises
    ------
    ValueError
        The spelling does not fit the column; the text is ``expected … found …``. Callers turn it
        into the fault of their stage.
    """
    if column.length is None or spelled is None:
        return _scalar_from_json(spelled, column.type)
    if not isinstance(spelled, list):
        raise ValueError(f"expected array of {column.length} but found {spelled!r}")
    if len(spelled) != column.length:
        raise ValueError(f"expected length={column.length} but found length={len(spelled)}")
    return [_scalar_from_json(item, column.type) for item in spelled]


def _scalar_from_json(spelled: object, element: ElementType) -> Scalar:
    if spelled is None:
        return None
    if element is ElementType.STRING:
        if isinstance(spelled, str) and not isinstance(spelled, Number):
            return spelled
    elif element is ElementType.BOOL:
        if isinstance(spelled, bool):
            return spelled
    elif element.is_integer:
        low, high = element.integer_range
        if isinstance(spelled, int) and not isinstance(spelled, bool) and low <= spelled <= high:
            return spelled
        if spelled == Number("-0") and isinstance(spelled, Number):
            return 0
    elif isinstance(spelled, Number):
        return round_to(str(spelled), element)
    elif isinstance(spelled, int) and not isinstance(spelled, bool):
        return round_to(spelled, element)
    elif isinstance(spelled, str) and spelled in _SPELLED:
        return _SPELLED[spelled]
    raise ValueError(f"expected {element.value} but found {spelled!r}")
