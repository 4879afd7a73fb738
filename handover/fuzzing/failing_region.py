"""Region of failures around a failing row: the columns that matter, and their intervals.

One column at a time, the others as they are: what a person needs to find the line of code at fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handover.compare.ordinals import from_ordinals, to_ordinals, value_at
from handover.fuzzing.cell_values import CellPlace, same, with_cells
from handover.fuzzing.column_pool import ColumnPool
from handover.fuzzing.differential_test import DifferentialTest
from handover.fuzzing.shrinking import Shrunk
from handover.fuzzing.table import Table
from handover.values import Column, Row, value_to_json
from handover.values.row import Scalar

# Columns that are looked at: those that differ from the ordinary row first.
_MOST_CELLS = 40
_ALTERNATIVES = 24
_POINTS = 33


@dataclass(frozen=True)
class Region:
    """How one column matters: the row passes with ``passing``; it fails from ``low`` to ``high``.

    ``low`` and ``high`` are None for texts and truth values, and where nothing beyond was found to
    pass; the neighbours of the type just outside pass.
    """

    column: str
    value: object
    passing: tuple[object, ...]
    low: object = None
    high: object = None

    @property
    def sentence(self) -> str:
        """The finding on one line."""
        if self.low is not None and self.high is not None:
            if self.low == self.high:
                return f"{self.column} is {self.low!r}; it passes just below and above"
            return f"{self.column} is from {self.low!r} to {self.high!r}; it passes outside"
        if self.low is not None:
            return f"{self.column} is {self.low!r} or more; it passes below"
        if self.high is not None:
            return f"{self.column} is {self.high!r} or less; it passes above"
        others = ", ".join(repr(value) for value in self.passing[:3])
        return f"{self.column} is {self.value!r}; it passes with {others}"


def failing_regions(
    small: Shrunk, pools: Sequence[ColumnPool], examiner: DifferentialTest, ordinary: Sequence[Row]
) -> tuple[Region, ...]:
    """Return the columns on which the failure depends, those that differ from ordinary first."""
    if not small.alone:
        return ()
    search = _Search(small, examiner)
    changed = {place.column.name for place in small.cells}
    order = sorted(pools, key=lambda pool: pool.column.name not in changed)
    cells = [place for pool in order for place in _places(pool, small)][:_MOST_CELLS]
    by_name = {pool.column.name: pool for pool in pools}
    found = []
    for place, values in zip(cells, search.passing(cells, by_name, ordinary), strict=True):
        if values:
            found.append(search.region(place, values, by_name[place.column.name]))
    return tuple(found)


def _places(pool: ColumnPool, small: Shrunk) -> list[CellPlace]:
    """Return the cells of a column: of an array only those that differ from the ordinary row."""
    if pool.column.length is None:
        return [CellPlace(pool.column)]
    return [place for place in small.cells if place.column.name == pool.column.name]


class _Search:
    def __init__(self, small: Shrunk, examiner: DifferentialTest) -> None:
        self._row = small.row
        self._wanted = small.failure.signature
        self._examiner = examiner

    def passing(
        self, cells: Sequence[CellPlace], pools: dict[str, ColumnPool], ordinary: Sequence[Row]
    ) -> list[tuple[Scalar, ...]]:
        """Return, a cell, other values with which the row passes."""
        asked = [
            (number, value)
            for number, place in enumerate(cells)
            for value in self._alternatives(place, pools[place.column.name], ordinary)
        ]
        fails = self._fails([(cells[number], value) for number, value in asked])
        found: list[list[Scalar]] = [[] for _ in cells]
        for (number, value), failing in zip(asked, fails, strict=True):
            if not failing:
                found[number].append(value)
        return [tuple(values) for values in found]

    def _alternatives(
        self, place: CellPlace, pool: ColumnPool, ordinary: Sequence[Row]
    ) -> list[Scalar]:
        values = [place.of(row) for row in ordinary]
        if pool.known is not None:
            values = [pool.texts[code] for code in pool.known.tolist()] + values
        mine = place.of(self._row)
        kept: list[Scalar] = []
        for value in values:
            if not same(value, mine) and not any(same(value, other) for other in kept):
                kept.append(value)
            if len(kept) == _ALTERNATIVES:
                break
        return kept

    def region(self, place: CellPlace, passing: tuple[Scalar, ...], pool: ColumnPool) -> Region:
        value = place.of(self._row)
        shown = tuple(value_to_json(other, place.column) for other in passing)
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if not numeric or value is None or pool.listed or value != value or pool.low is None:
            return Region(place.name, value_to_json(value, place.column), shown)
        column = place.column
        ends: tuple[Any, ...] = (value, pool.low, pool.high)
        mine, low, high = (int(to_ordinals(each, column.type)) for each in ends)
        if not low <= mine <= high:
            return Region(place.name, value_to_json(value, column), shown)
        first = self._edge(place, mine, low)
        last = self._edge(place, mine, high)
        return Region(
            place.name,
            _spelled(mine, column),
            shown,
            None if first is None else _spelled(first, column),
            None if last is None else _spelled(last, column),
        )

    def _edge(self, place: CellPlace, inside: int, end: int) -> int | None:
        """Return the last failing code towards ``end``; None where nothing on the way passes.

        Between two codes that were tried the row may pass and fail again: an edge is found, not
        every one.
        """
        step = 1 if end > inside else -1
        reach = min(abs(end - inside), 1 << 62)
        if reach == 0:
            return None
        near, far = inside, None
        # First by growing distances: the edge is as likely near as far.
        offsets = np.geomspace(1, reach, _POINTS)
        while True:
            codes = [near + step * int(offset) for offset in np.unique(offsets.astype(np.int64))]
            values: list[Scalar] = from_ordinals(codes, place.column.type).tolist()
            fails = self._fails([(place, value) for value in values])
            if not all(fails):
                first = fails.index(False)
                far = codes[first]
                near = codes[first - 1] if first else near
            elif far is None:
                return None
            else:
                near = codes[-1]
            gap = abs(far - near)
            if gap <= 1:
                return near
            offsets = np.linspace(1, gap - 1, _POINTS)

    def _fails(self, cells: Sequence[tuple[CellPlace, Scalar]]) -> list[bool]:
        if not cells:
            return []
        rows = [with_cells(self._row, [each]) for each in cells]
        found = self._examiner.failures(Table.of(rows, self._examiner.contract.input_columns))
        failing = {f.row for f in found if f.signature == self._wanted}
        return [number in failing for number in range(len(rows))]


def _spelled(code: int, column: Column) -> object:
    return value_to_json(value_at(code, column.type), column)
