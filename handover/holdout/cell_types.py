"""Type one column of text: by its declared column, or by what all of its cells look like."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from handover.values import Column, ElementType

if TYPE_CHECKING:
    import pandas as pd

# "00123" and "1_000" are names, not numbers: a leading zero or a separator makes a column text.
_INTEGER = re.compile(r"[+-]?(0|[1-9][0-9]{0,18})")
_NUMBER = re.compile(
    r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(nan|inf|infinity)", re.IGNORECASE
)
_LEADING_ZERO = re.compile(r"[+-]?0[0-9]")
_BOOLEANS = {"true": True, "false": False}


def infer(cells: pd.Series) -> pd.Series:
    """Type a column that no contract declares; a column that is not text is left as it is.

    Integer, number or boolean only when every cell that is not empty is one; else text, with
    empty cells as missing.
    """
    import pandas as pd

    if not _is_text(cells):
        return cells
    kept = cells[cells.notna() & (cells != "")]
    distinct = [str(cell) for cell in kept.unique()]
    if distinct and all(cell.lower() in _BOOLEANS for cell in distinct) and len(kept) == len(cells):
        return cells.map(lambda cell: _BOOLEANS[cell.lower()]).astype(bool)
    if distinct and all(_INTEGER.fullmatch(cell) for cell in distinct):
        if len(kept) == len(cells) and all(-(2**63) <= int(cell) < 2**63 for cell in distinct):
            return cells.astype("int64")
        return pd.to_numeric(cells.where(cells != "")).astype("float64")
    if distinct and all(_NUMBER.fullmatch(c) and not _LEADING_ZERO.match(c) for c in distinct):
        return pd.to_numeric(cells.where(cells != "")).astype("float64")
    return cells.where(cells != "")


def read_as(cells: pd.Series, column: Column) -> tuple[pd.Series, list[tuple[int, Any]]]:
    """Type a declared column.

    Returns
    -------
    (Series, misfits)
        ``misfits`` lists (row, cell) of every cell that is not of the declared type; their
        places in the series are missing. Ranges, enums and nulls are not judged here: a hold-out
        may hold rows that the input rules refuse.
    """
    import pandas as pd

    if column.length is not None:
        return _arrays(cells, column)
    if column.type is ElementType.STRING:
        if not _is_text(cells):
            misfits = [
                (row, cell)
                for row, cell in enumerate(cells)
                if not _missing(cell) and not isinstance(cell, str)
            ]
            return cells, misfits
        return (cells.where(cells != "") if column.nullable else cells), []
    read = {cell: _read_scalar(cell, column.type) for cell in cells.unique() if not _missing(cell)}
    misfits = [
        (row, cell)
        for row, cell in enumerate(cells)
        if read.get(cell) is None and not _missing(cell)
    ]
    values = cells.map(lambda cell: None if _missing(cell) else read[cell])
    if column.type.is_float or values.isna().any():
        return pd.to_numeric(values, errors="coerce").astype("float64"), misfits
    return values.astype("bool" if column.type is ElementType.BOOL else "int64"), misfits


def _read_scalar(cell: Any, element: ElementType) -> float | int | bool | None:
    if element is ElementType.BOOL:
        return _BOOLEANS.get(str(cell).lower())
    text = str(cell).strip()
    if not _NUMBER.fullmatch(text):
        return None
    if element.is_float:
        return float(text)
    low, high = element.integer_range
    number = int(text) if _INTEGER.fullmatch(text) else float(text)
    if isinstance(number, float) and not number.is_integer():  # NaN and infinities included
        return None
    return int(number) if low <= number <= high else None


def _arrays(cells: pd.Series, column: Column) -> tuple[pd.Series, list[tuple[int, Any]]]:
    """Arrays are JSON text in CSV and lists in Parquet."""
    read: list[list[Any] | None] = []
    misfits = []
    for row, cell in enumerate(cells):
        items = _list_of(cell)
        fits = items is not None and len(items) == column.length
        if not fits:
            misfits.append((row, cell))
        read.append(items if fits else None)
    import pandas as pd

    return pd.Series(read, index=cells.index, dtype=object), misfits


def _list_of(cell: Any) -> list[Any] | None:
    if isinstance(cell, str):
        try:
            cell = json.loads(cell)
        except ValueError:
            return None
        return cell if isinstance(cell, list) else None
    return list(cell) if hasattr(cell, "__len__") else None


def _missing(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, float) and cell != cell)


def _is_text(cells: pd.Series) -> bool:
    import pandas as pd

    if not (cells.dtype == object or isinstance(cells.dtype, pd.StringDtype)):
        return False
    return all(isinstance(cell, str) for cell in cells.dropna().head(1000))
