"""Rows to frames and back: source frames as the data scientist has them, wire frames rounded.

A wire frame holds exactly what a backend can see, in the types the estimator is used to: a f32
column is a float64 column whose values are float32 numbers, a missing text is what the training
frame calls missing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.values import Column, ElementType, Row
from handover.values.row import Scalar, Value

if TYPE_CHECKING:
    import pandas as pd

_INTEGERS = {ElementType.I32: np.int64, ElementType.I64: np.int64}


def missing_texts(columns: Sequence[Column], like: pd.DataFrame | None) -> dict[str, Any]:
    """Return what each text column calls missing: None where ``like`` holds None, else NaN.

    scikit-learn's encoders tell None from NaN; pandas 3 text columns only know NaN.
    """
    missing: dict[str, Any] = {}
    for column in columns:
        if column.type is not ElementType.STRING:
            continue
        missing[column.name] = math.nan
        if like is not None and column.name in like.columns:
            cells = like[column.name].to_numpy(dtype=object)
            if any(cell is None for cell in cells):
                missing[column.name] = None
    return missing


def frame_of(
    rows: Sequence[Row], columns: Sequence[Column], missing: dict[str, Any]
) -> pd.DataFrame:
    """Build the frame the estimator takes from rows of wire values; None is missing."""
    values = {column.name: [row[column.name] for row in rows] for column in columns}
    return frame_of_columns(values, columns, missing)


def frame_of_columns(
    values: Mapping[str, list[Value]], columns: Sequence[Column], missing: dict[str, Any]
) -> pd.DataFrame:
    """Build the frame the estimator takes from wire values by column; None is missing."""
    import pandas as pd

    data = {column.name: _series(values[column.name], column, missing) for column in columns}
    return pd.DataFrame(data, columns=[column.name for column in columns])


def _series(cells: list[Value], column: Column, missing: dict[str, Any]) -> Any:
    if column.length is not None:
        return _objects(cells)
    if column.type is ElementType.STRING:
        return _objects([missing[column.name] if cell is None else cell for cell in cells])
    if column.type.is_float:
        return np.array([math.nan if cell is None else cell for cell in cells], dtype=np.float64)
    if any(cell is None for cell in cells):
        return _objects(cells)
    if column.type is ElementType.BOOL:
        return np.array(cells, dtype=np.bool_)
    return np.array(cells, dtype=_INTEGERS[column.type])


def _objects(cells: Sequence[Any]) -> pd.Series:
    import pandas as pd

    array = np.empty(len(cells), dtype=object)
    for index, cell in enumerate(cells):
        array[index] = cell
    # Without the dtype pandas 3 infers its own text type and turns None into NaN.
    return pd.Series(array, dtype=object)


def wire_rows(frame: pd.DataFrame, columns: Sequence[Column], string_missing: str) -> list[Row]:
    """Return the rows a backend would receive: every value of its column's type, missing is None.

    In a nullable text column the word that stands for missing on the wire *is* missing.
    """
    lists = [_wire_column(frame[column.name], column, string_missing) for column in columns]
    names = [column.name for column in columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]


def _wire_column(cells: pd.Series, column: Column, string_missing: str) -> list[Value]:
    if column.length is not None:
        return [[_wire_scalar(item, column) for item in cell] for cell in cells]
    if column.type.is_float and cells.dtype.kind in "fiu":
        return _wire_floats(cells.to_numpy(dtype=np.float64, na_value=math.nan), column)
    values: list[Value] = [_wire_scalar(cell, column) for cell in cells.to_numpy(dtype=object)]
    if column.type is ElementType.STRING and column.nullable:
        return [None if value == string_missing else value for value in values]
    return values


def _wire_floats(values: Any, column: Column) -> list[Value]:
    if column.type is ElementType.F32:
        with np.errstate(over="ignore"):
            values = values.astype(np.float32)
    return [None if math.isnan(value) else value for value in values.tolist()]


def _wire_scalar(cell: Any, column: Column) -> Scalar:
    if cell is None or (isinstance(cell, float | np.floating) and math.isnan(cell)):
        return None
    if type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if column.type is ElementType.STRING:
        return cell if isinstance(cell, str) else str(cell)
    if column.type is ElementType.BOOL:
        return bool(cell)
    if column.type.is_integer:
        return int(cell)
    return round_float(float(cell), column.type)


def round_float(value: float, element: ElementType) -> float:
    """Round a double to the type as numpy and every backend does; overflow gives an infinity."""
    if element is ElementType.F64:
        return value
    with np.errstate(over="ignore"):
        return float(np.float32(value))
