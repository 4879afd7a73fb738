"""Rows as typed numpy columns: what is generated, crosses the bridge, and is compared at speed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.values import Column, ElementType, Row
from handover.values.row import Scalar

Array = npt.NDArray[Any]

DTYPES: Mapping[ElementType, Any] = {
    ElementType.F32: np.dtype("<f4"),
    ElementType.F64: np.dtype("<f8"),
    ElementType.I32: np.dtype("<i4"),
    ElementType.I64: np.dtype("<i8"),
    ElementType.BOOL: np.dtype("bool"),
    ElementType.STRING: np.dtype("<i4"),
}
"""numpy's type of a column's values; a text column holds codes of its dictionary."""

_BLANKS: Mapping[ElementType, Any] = {
    ElementType.F32: np.nan,
    ElementType.F64: np.nan,
    ElementType.BOOL: False,
}


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one column.

    ``values`` has shape (rows, width) and the column's dtype; the values of a text column are
    codes of ``texts``. ``nulls`` has shape (rows,), or is None where no cell is null. What stands
    in ``values`` of a null cell means nothing, but it is a value: NaN, 0, False, or a code.
    """

    column: Column
    values: Array
    nulls: Array | None = None
    texts: tuple[str, ...] = ()

    @property
    def is_null(self) -> Array:
        """One truth value a row."""
        return np.zeros(len(self.values), dtype=bool) if self.nulls is None else self.nulls

    def at(self, rows: Array) -> Cells:
        """Return the cells of these rows, in this order."""
        nulls = None if self.nulls is None else self.nulls[rows]
        return Cells(self.column, self.values[rows], nulls, self.texts)

    def objects(self) -> Array:
        """Return the elements as Python sees them, shape (rows, width); texts as str."""
        if self.column.type is ElementType.STRING:
            return np.array([*self.texts, ""], dtype=object)[self.values]
        return self.values

    def row_values(self) -> list[Any]:
        """Return one Python value a row: None, a scalar, or a list."""
        found: list[Any] = self.objects().tolist()
        if self.column.length is None:
            found = [cells[0] for cells in found]
        if self.nulls is not None:
            for row in np.flatnonzero(self.nulls).tolist():
                found[row] = None
        return found


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal height, in order."""

    columns: tuple[Cells, ...]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0].values)

    def at(self, rows: Any) -> Table:
        """Return these rows, in this order."""
        chosen = np.asarray(rows, dtype=np.int64)
        return Table(tuple(cells.at(chosen) for cells in self.columns))

    def rows(self) -> list[Row]:
        """Return the rows as dicts."""
        names = [cells.column.name for cells in self.columns]
        lists = [cells.row_values() for cells in self.columns]
        return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]

    @staticmethod
    def of(rows: Sequence[Row], columns: Sequence[Column]) -> Table:
        """Lay rows out; every value has its column's type, None is null."""
        return Table(tuple(cells_of([row[c.name] for row in rows], c) for c in columns))


def cells_of(values: Sequence[Any], column: Column) -> Cells:
    """Lay out one Python value a row: None, a scalar, or a list of the column's length."""
    width = 1 if column.length is None else column.length
    nulls = np.array([value is None for value in values], dtype=bool)
    blank = blank_of(column.type)
    flat: list[Scalar] = []
    for value in values:
        cells = value if isinstance(value, list) else [value] * width
        flat.extend(blank if cell is None else cell for cell in cells)
    texts: tuple[str, ...] = ()
    if column.type is ElementType.STRING:
        places: dict[str, int] = {}
        codes = [places.setdefault(str(text), len(places)) for text in flat]
        texts, array = tuple(places), np.array(codes, dtype=DTYPES[column.type])
    else:
        with np.errstate(over="ignore"):
            array = np.array(flat, dtype=DTYPES[column.type])
    shaped = array.reshape(len(values), width)
    return Cells(column, shaped, nulls if nulls.any() else None, texts)


def blank_of(element: ElementType) -> Scalar:
    """Return what stands in the place of a null."""
    if element is ElementType.STRING:
        return ""
    blank: Scalar = _BLANKS.get(element, 0)
    return blank
