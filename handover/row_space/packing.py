"""Greedy cover: few rows that stand on many switch values at once.

Boxes of targets are intersected as long as a row is left in them, so that one row probes a
threshold of each column; what a row covers is then counted over all targets, not only over those
it was built for. Nothing is cut off: it ends when every target is covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handover.progress import Progress
from handover.row_space.box_index import BoxIndex
from handover.row_space.box_pool import BoxPool, Common
from handover.row_space.boxes import Boxes, Layout, boxed, complete
from handover.row_space.cells import NULL, Codes, WireSpace
from handover.row_space.targets import Target

# Of more targets than this every n-th is looked at: the choice stays good, the time bounded.
POOL = 3_000

# Rows are filled from one pool until less than this share of it waits: laying its boxes side by
# side costs as much as several rows, and the fewer are left the worse a row is filled.
FRESH = 0.8


@dataclass(frozen=True)
class Packed:
    """Rows of the cover, shape (rows, cells), and for each row the targets first covered by it."""

    rows: Codes
    covers: tuple[tuple[int, ...], ...]


def pack(
    space: WireSpace,
    targets: tuple[Target, ...],
    boxes: Boxes,
    base: Codes,
    rng: np.random.Generator,
    progress: Progress | None = None,
) -> Packed:
    """Cover all targets.

    Parameters
    ----------
    boxes
        One possible box a target.
    base
        Hold-out rows as codes: a built row keeps as much of the nearest one as its box lets it.
    progress
        Hears how many targets are covered, each time a pool is drawn.
    """
    layout = Layout.of(space)
    usual = usual_codes(space, base)
    waiting = Waiting(targets, len(space.cells))
    rows: list[Codes] = []
    covers: list[tuple[int, ...]] = []
    nearest = Nearest(space, layout, base)
    index = BoxIndex(space, layout, boxes)
    chosen = np.empty(0, dtype=np.int64)
    pool = BoxPool(space, layout, boxes.take(chosen))
    while waiting:
        left = waiting.among(chosen)
        if len(left) <= FRESH * len(chosen):
            if progress is not None:
                progress(len(targets) - len(waiting), len(targets))
            chosen = waiting.pool(rng)
            pool, left = BoxPool(space, layout, boxes.take(chosen)), np.arange(len(chosen))
        box = _intersect(pool, left, waiting.cell[chosen], waiting.wanting)
        row = complete(space, layout, box, nearest.to(box), usual)
        held = index.holding(waiting.standing(row), boxed(space, layout, row))
        assert len(held), "a row built from a target's box lies in it"
        waiting.cover(held)
        rows.append(row)
        covers.append(tuple(held.tolist()))
    if progress is not None:
        progress(len(targets), len(targets))
    shape = (len(rows), len(space.cells))
    return Packed(np.array(rows, dtype=np.int64).reshape(shape), tuple(covers))


class Waiting:
    """The targets that no row covers yet, found by the value in a cell that they stand on.

    Parameters
    ----------
    targets
        All of them.
    cells
        How many cells a row has.
    """

    def __init__(self, targets: Sequence[Target], cells: int) -> None:
        self.cell = np.array([target.cell for target in targets], dtype=np.int64)
        """The cell of each target."""
        grouped: dict[tuple[int, int | None], list[int]] = {}
        for number, target in enumerate(targets):
            grouped.setdefault((target.cell, target.code), []).append(number)
        self._groups = {key: np.array(each, dtype=np.int64) for key, each in grouped.items()}
        self._value = np.zeros(len(targets), dtype=np.int64)
        for number, each in enumerate(self._groups.values()):
            self._value[each] = number
        self._cell_of_value = np.array([cell for cell, _ in self._groups], dtype=np.int64)
        self._in_value = [len(each) for each in self._groups.values()]
        self.wanting = np.bincount(self._cell_of_value, minlength=cells)
        """How many values of each cell some target still waits for."""
        self._open = np.ones(len(targets), dtype=bool)
        self._count = len(targets)

    def __len__(self) -> int:
        return self._count

    def pool(self, rng: np.random.Generator) -> npt.NDArray[np.int64]:
        """Choose about `POOL` of them, in order."""
        left = np.flatnonzero(self._open)
        stride = -(-len(left) // POOL)
        return left[int(rng.integers(stride)) :: stride]

    def among(self, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the places in ``chosen`` of those that still wait."""
        return np.flatnonzero(self._open[chosen])

    def standing(self, row: Codes) -> npt.NDArray[np.int64]:
        """Return those whose value the row has, wherever else it stands; in order."""
        keys: list[tuple[int, int | None]] = [*enumerate(row.tolist())]
        keys += [(cell, None) for cell in range(len(row))]
        found = [self._groups[key] for key in keys if key in self._groups]
        standing = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
        return np.sort(standing[self._open[standing]])

    def cover(self, held: npt.NDArray[np.int64]) -> None:
        """Leave these out from now on."""
        self._open[held] = False
        self._count -= len(held)
        for value in self._value[held].tolist():
            self._in_value[value] -= 1
            if not self._in_value[value]:
                self.wanting[self._cell_of_value[value]] -= 1


def _intersect(
    pool: BoxPool,
    left: npt.NDArray[np.int64],
    cell: npt.NDArray[np.int64],
    wanting: npt.NDArray[np.int64],
) -> Boxes:
    """Add targets of the pool, of those ``left``, to one box until none fits.

    The cell with the most values left (``wanting``) decides how many rows are needed: its
    targets come first, and each further one is of the most wanting cell not yet fixed.
    """
    wanting = wanting.copy()
    common: Common | None = None
    while len(left):
        place = int(wanting[cell[left]].argmax())
        chosen = int(left[place])
        if common is None:
            common = pool.one(chosen)
        else:
            pool.narrow(common, chosen)
        wanting[cell[chosen]] = -1
        fits = pool.meeting(left, common, chosen)
        fits[place] = False
        left = left[fits]
    assert common is not None, "a pool is drawn from targets that wait"
    return common.boxes()


class Nearest:
    """Looks up the hold-out row with the fewest cells outside a box."""

    def __init__(self, space: WireSpace, layout: Layout, base: Codes) -> None:
        self._base = base
        self._numeric = base[:, layout.numeric]
        self._null = self._numeric == NULL
        self._layout = layout
        self._sets = [boxed(space, layout, row).sets for row in base]

    def to(self, box: Boxes) -> Codes:
        """Return a copy of the nearest row; the first one of several."""
        inside = np.where(
            self._null, box.null, (box.low <= self._numeric) & (self._numeric <= box.high)
        )
        outside = (~inside).sum(axis=1)
        if self._layout.words:
            common = np.array(self._sets) & box.sets
            filled = np.bitwise_or.reduceat(common, self._layout.word_start, axis=1) != 0
            outside = outside + (~filled).sum(axis=1)
        nearest: Codes = self._base[int(outside.argmin())].copy()
        return nearest


def usual_codes(space: WireSpace, base: Codes) -> Codes:
    """Return for each cell a code other than NULL that the hold-out often has."""
    usual = np.zeros(len(space.cells), dtype=np.int64)
    for number, cell in enumerate(space.cells):
        seen = base[:, number][base[:, number] != NULL]
        if not len(seen):
            usual[number] = min(max(0, cell.low), cell.high)
        elif cell.table is not None:
            usual[number] = int(np.bincount(seen).argmax())
        else:
            usual[number] = int(np.sort(seen)[len(seen) // 2])
    return usual
