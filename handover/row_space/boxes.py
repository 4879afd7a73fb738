"""The set of wire rows that reach a node: one interval or value set a cell, and whether null may.

Boxes are intersections along a path. They say where to look and what cannot be; `walk` says what
really is reached.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handover.row_space.cells import NULL, Codes, WireSpace

Words = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Layout:
    """Which cells are intervals and which are sets, and where the sets' bits are.

    The bits of a table cell fill whole words; its last bit stands for null.
    """

    numeric: npt.NDArray[np.int64]
    table: npt.NDArray[np.int64]
    word_start: npt.NDArray[np.int64]
    words: int
    place: npt.NDArray[np.int64]

    @staticmethod
    def of(space: WireSpace) -> Layout:
        """Lay the cells of a space out."""
        numeric = [n for n, cell in enumerate(space.cells) if cell.table is None]
        table = [n for n, cell in enumerate(space.cells) if cell.table is not None]
        widths = [(len(space.cells[n].table or ()) + 1 + 63) // 64 for n in table]
        place = np.zeros(len(space.cells), dtype=np.int64)
        place[numeric] = np.arange(len(numeric))
        place[table] = np.arange(len(table))
        return Layout(
            np.array(numeric, dtype=np.int64),
            np.array(table, dtype=np.int64),
            np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)[: len(table)],
            int(sum(widths)),
            place,
        )

    def bits(self, space: WireSpace, cell: int, allowed: npt.NDArray[np.bool_]) -> Words:
        """Pack a set (one bool a table value, null last) into the words of its cell."""
        width = (len(allowed) + 63) // 64
        padded = np.zeros(width * 64, dtype=np.uint8)
        padded[: len(allowed)] = allowed
        return np.packbits(padded, bitorder="little").view("<u8").astype(np.uint64)

    def span(self, cell: int, size: int) -> slice:
        """Return where the words of a table cell are."""
        start = int(self.word_start[self.place[cell]])
        return slice(start, start + (size + 1 + 63) // 64)


@dataclass(frozen=True)
class Boxes:
    """Several boxes as arrays of one row each.

    ``low``, ``high`` and ``null`` have one column a numeric cell, ``sets`` the words of all table
    cells.
    """

    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    null: npt.NDArray[np.bool_]
    sets: Words

    def __len__(self) -> int:
        return len(self.low)

    def take(self, which: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Boxes:
        """Select boxes; the selection is a copy."""
        return Boxes(self.low[which], self.high[which], self.null[which], self.sets[which])

    def possible(self, layout: Layout) -> npt.NDArray[np.bool_]:
        """Say which boxes hold any row at all."""
        numeric = ((self.low <= self.high) | self.null).all(axis=1)
        if not len(layout.table):
            return np.asarray(numeric)
        filled = np.bitwise_or.reduceat(self.sets, layout.word_start, axis=1) != 0
        return np.asarray(numeric & filled.all(axis=1))

    def hold(self, layout: Layout, row: BoxedRow) -> npt.NDArray[np.bool_]:
        """Say which boxes hold the row."""
        inside = np.where(
            row.null, self.null, (self.low <= row.numeric) & (row.numeric <= self.high)
        ).all(axis=1)
        if not len(layout.table):
            return np.asarray(inside)
        return np.asarray(inside & ((self.sets & row.sets) == row.sets).all(axis=1))


@dataclass(frozen=True)
class BoxedRow:
    """A row in the shape that boxes are compared with."""

    numeric: npt.NDArray[np.int64]
    null: npt.NDArray[np.bool_]
    sets: Words


def boxed(space: WireSpace, layout: Layout, row: Codes) -> BoxedRow:
    """Put one row of codes into the layout."""
    sets = np.zeros(layout.words, dtype=np.uint64)
    for cell in layout.table:
        size = len(space.cells[cell].table or ())
        bit = size if row[cell] == NULL else int(row[cell])
        sets[layout.span(int(cell), size).start + bit // 64] |= np.uint64(1) << np.uint64(bit % 64)
    numeric = row[layout.numeric]
    return BoxedRow(numeric, numeric == NULL, sets)


def whole(space: WireSpace, layout: Layout) -> Boxes:
    """Return the one box of everything that the contract allows."""
    cells = [space.cells[n] for n in layout.numeric]
    sets = np.zeros((1, layout.words), dtype=np.uint64)
    for number in layout.table:
        cell = space.cells[number]
        size = len(cell.table or ())
        allowed = np.ones(size + 1, dtype=bool)
        allowed[size] = cell.nullable
        sets[0, layout.span(int(number), size)] = layout.bits(space, int(number), allowed)
    return Boxes(
        np.array([[cell.low for cell in cells]], dtype=np.int64).reshape(1, len(cells)),
        np.array([[cell.high for cell in cells]], dtype=np.int64).reshape(1, len(cells)),
        np.array([[cell.nullable for cell in cells]], dtype=bool).reshape(1, len(cells)),
        sets,
    )


def complete(space: WireSpace, layout: Layout, box: Boxes, base: Codes, usual: Codes) -> Codes:
    """Return the row of a (single, possible) box that is nearest to ``base``.

    A cell that already fits keeps its value; a number is moved to the nearer end of its
    interval; a set takes its usual value or its first one. ``usual`` holds a code other than
    NULL for every cell.
    """
    row = base.copy()
    numeric = base[layout.numeric]
    gone = numeric == NULL
    moved = np.where(gone, usual[layout.numeric], numeric)
    moved = np.minimum(np.maximum(moved, box.low[0]), box.high[0])
    moved[(box.low[0] > box.high[0]) | (gone & box.null[0])] = NULL
    row[layout.numeric] = moved
    for cell in layout.table:
        size = len(space.cells[cell].table or ())
        words = np.ascontiguousarray(box.sets[0, layout.span(int(cell), size)])
        allowed = np.unpackbits(words.astype("<u8").view(np.uint8), bitorder="little")
        for value in (int(row[cell]), int(usual[cell])):
            bit = size if value == NULL else value
            if allowed[bit]:
                row[cell] = value
                break
        else:
            first = int(np.flatnonzero(allowed)[0])
            row[cell] = NULL if first == size else first
    return row
