"""The wire space: one integer code a cell, so that rows can be bisected, intersected and packed.

In: a contract's columns and rules, and the values that encoders and hold-out know. A *cell* is a
scalar column or one element of an array column. A numeric cell counts along its type's line
(`ordinals`); a table cell (text, bool, enum, whatever an encoder one-hot encodes) counts its
known values. `NULL` is the code of null in either.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from handover.compare.ordinals import finite_range, from_ordinals, to_ordinals, value_at
from handover.row_space.unknown_value import stranger
from handover.values import Column, ElementType, Row, Value
from handover.values.row import Scalar

if TYPE_CHECKING:
    from handover.contract import InputRule

NULL = int(np.iinfo(np.int64).min)
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """One coordinate of a row.

    ``low`` and ``high`` are the first and last code that the contract allows. ``table`` holds the
    values of a table cell, None for a numeric one. ``unknown`` is the code of a value that no
    encoder knows, None where there is none.
    """

    column: Column
    element: int | None
    low: int
    high: int
    table: tuple[Scalar, ...] | None = None
    unknown: int | None = None

    @property
    def name(self) -> str:
        """How a person calls the cell: ``basket_eur`` or ``embedding[3]``."""
        return self.column.name if self.element is None else f"{self.column.name}[{self.element}]"

    @property
    def nullable(self) -> bool:
        """True when null is an allowed value."""
        return self.column.nullable

    def value(self, code: int) -> Scalar:
        """Return the wire value that a code stands for."""
        if code == NULL:
            return None
        if self.table is not None:
            return self.table[code]
        number: Scalar = value_at(code, self.column.type)
        return number

    def values(self, codes: Codes) -> list[Scalar]:
        """Return the wire values of several codes."""
        if self.table is not None:
            table = self.table
            return [None if code == NULL else table[code] for code in codes.tolist()]
        missing = codes == NULL
        numbers = from_ordinals(np.where(missing, 0, codes), self.column.type).tolist()
        if not missing.any():
            return list(numbers)
        return [
            None if gone else number for gone, number in zip(missing.tolist(), numbers, strict=True)
        ]

    def codes(self, values: Sequence[Any] | npt.NDArray[Any]) -> Codes:
        """Return the codes of values; what the cell cannot hold becomes NULL."""
        missing = np.asarray(pd.isna(np.asarray(values, dtype=object)), dtype=bool)
        if self.table is not None:
            index = {(type(value) is bool, value): n for n, value in enumerate(self.table)}
            return np.array(
                [
                    NULL if gone else index.get((isinstance(value, bool | np.bool_), value), NULL)
                    for value, gone in zip(_plain(values), missing, strict=True)
                ],
                dtype=np.int64,
            )
        found = np.full(len(missing), NULL, dtype=np.int64)
        present = np.asarray(values, dtype=object)[~missing]
        numbers = present.astype(np.int64 if self.column.type.is_integer else np.float64)
        found[~missing] = to_ordinals(numbers, self.column.type)
        return found


def _plain(values: Sequence[Any] | npt.NDArray[Any]) -> list[Any]:
    return [value.item() if isinstance(value, np.generic) else value for value in values]


@dataclass(frozen=True)
class WireSpace:
    """All cells of a row, in contract column order."""

    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]

    def rows(self, codes: Codes) -> list[Row]:
        """Spell codes, shape (rows, cells), as wire rows."""
        found = self.by_column(codes)
        return [
            dict(zip(found, values, strict=True)) for values in zip(*found.values(), strict=True)
        ]

    def by_column(self, codes: Codes) -> dict[str, list[Value]]:
        """Spell codes, shape (rows, cells), as wire values column by column."""
        found: dict[str, list[Value]] = {}
        for name, at in self._positions().items():
            parts = [self.cells[place].values(codes[:, place]) for place in at]
            values: list[Value] = [*parts[0]]
            if self.cells[at.start].element is not None:
                values = [list(items) for items in zip(*parts, strict=True)]
            found[name] = values
        return found

    def encode(self, rows: Sequence[Row]) -> Codes:
        """Return the codes of wire rows, shape (rows, cells)."""
        codes = np.full((len(rows), len(self.cells)), NULL, dtype=np.int64)
        for number, cell in enumerate(self.cells):
            name, element = cell.column.name, cell.element
            values = [
                row[name] if element is None else _element(row[name], element) for row in rows
            ]
            codes[:, number] = cell.codes(values)
        return codes

    def _positions(self) -> dict[str, range]:
        found: dict[str, range] = {}
        start = 0
        for column in self.columns:
            width = 1 if column.length is None else column.length
            found[column.name] = range(start, start + width)
            start += width
        return found


def _element(value: Value, element: int) -> Value:
    return value[element] if isinstance(value, list) else None


def wire_space(
    columns: Sequence[Column],
    rules: Mapping[str, InputRule],
    known: Mapping[str, Sequence[Scalar]],
    seen: Mapping[str, Sequence[Scalar]],
    *,
    longest_table: int = 512,
) -> WireSpace:
    """Lay out the cells of a contract.

    Parameters
    ----------
    columns
        The contract's input columns, in order.
    rules
        What each column may hold, by column.
    known
        Values that encoders know, by column; a numeric column with known values becomes a table.
    seen
        Distinct values of the hold-out, most frequent first, for text columns.
    longest_table
        Free text beyond so many values is cut to the most frequent ones.
    """
    cells: list[Cell] = []
    for column in columns:
        allowed = rules[column.name]
        for element in [None] if column.length is None else range(column.length):
            table = _table(column, allowed, known.get(column.name), seen.get(column.name, ()))
            if table is not None:
                values = table[:longest_table]
                unknown = _unknown(column, allowed, known.get(column.name), values)
                if unknown is not None:
                    values = (*values, unknown)
                cells.append(
                    Cell(
                        column,
                        element,
                        0,
                        len(values) - 1,
                        values,
                        None if unknown is None else len(values) - 1,
                    )
                )
            else:
                low, high = code_range(column, allowed)
                cells.append(Cell(column, element, low, high))
    return WireSpace(tuple(columns), tuple(cells))


def code_range(column: Column, allowed: InputRule) -> tuple[int, int]:
    """Return the first and last ordinal that the contract allows in a numeric column."""
    first, last = finite_range(column.type)
    # One code below and above every cell must be a code too, and NULL none of them.
    first, last = max(first, NULL + 3), min(last, -(NULL + 3))
    if allowed.minimum is not None:
        first = max(first, _ordinal(math.ceil, allowed.minimum, column.type))
    if allowed.exclusive_minimum is not None:
        first = max(first, _ordinal(math.floor, allowed.exclusive_minimum, column.type) + 1)
    if allowed.maximum is not None:
        last = min(last, _ordinal(math.floor, allowed.maximum, column.type))
    if allowed.exclusive_maximum is not None:
        last = min(last, _ordinal(math.ceil, allowed.exclusive_maximum, column.type) - 1)
    return first, last


def _ordinal(whole: Callable[[float | int], int], value: float | int, element: ElementType) -> int:
    # A bound is compared in the column's own type: rounded to it, or made whole towards inside.
    return whole(value) if element.is_integer else int(to_ordinals(float(value), element))


def _table(
    column: Column,
    allowed: InputRule,
    known: Sequence[Scalar] | None,
    seen: Sequence[Scalar],
) -> tuple[Scalar, ...] | None:
    if allowed.enum is not None:
        return allowed.enum
    if column.type is ElementType.BOOL:
        return (False, True)
    if column.type is ElementType.STRING:
        return tuple(dict.fromkeys([*(known or ()), *seen]))
    if known:
        low, high = code_range(column, allowed)
        values = [value for value in dict.fromkeys(known) if isinstance(value, int | float)]
        if column.type.is_integer:
            values = [int(value) for value in values if value == int(value)]
        return tuple(
            value for value in values if low <= int(to_ordinals(value, column.type)) <= high
        )
    return None


def _unknown(
    column: Column,
    allowed: InputRule,
    known: Sequence[Scalar] | None,
    values: Sequence[Scalar],
) -> Scalar:
    """Return a value that is allowed but known to nobody, None when there is none."""
    if allowed.enum is not None or column.type is ElementType.BOOL:
        return None
    if column.type is ElementType.STRING:
        return stranger(values)
    low, high = code_range(column, allowed)
    taken = {int(to_ordinals(value, column.type)) for value in values if value is not None}
    for candidate in (max(taken, default=0) + 1, min(taken, default=0) - 1, low, high):
        if low <= candidate <= high and candidate not in taken:
            number: Scalar = value_at(candidate, column.type)
            return number
    return None
