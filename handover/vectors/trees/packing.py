"""Greedy cover: few rows that stand on many switch values at once.

Boxes of targets are intersected as long as a row is left in them, so that one row probes a
threshold of each column; what a row covers is then counted over all targets, not only over those
it was built for. Nothing is cut off: it ends when every target is covered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handover.vectors.cells import NULL, Codes, WireSpace
from handover.vectors.trees.box_index import BoxIndex
from handover.vectors.trees.boxes import Boxes, Layout, boxed, complete
from handover.vectors.trees.targets import Target

# Of more candidates than this every n-th is looked at for one row: the choice stays good, the
# time bounded.
POOL = 3000

# Stands for no value in particular, where a code would stand; no code is as large.
ANY = int(np.iinfo(np.int64).max)


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
) -> Packed:
    """Cover all targets.

    Parameters
    ----------
    boxes
        One possible box a target.
    base
        Hold-out rows as codes: a built row keeps as much of the nearest one as its box lets it.
    """
    layout = Layout.of(space)
    usual = usual_codes(space, base)
    cell = np.array([target.cell for target in targets], dtype=np.int64)
    code = np.array([ANY if t.code is None else t.code for t in targets], dtype=np.int64)
    # Targets of one value in one cell are met by the same rows, as far as that cell goes.
    value = np.unique(np.stack([cell, code], axis=1), axis=0, return_inverse=True)[1].reshape(-1)
    waiting = np.bincount(value)
    cell_of = np.zeros(len(waiting), dtype=np.int64)
    cell_of[value] = cell
    open_ = np.ones(len(targets), dtype=bool)
    left = np.flatnonzero(open_)
    rows: list[Codes] = []
    covers: list[tuple[int, ...]] = []
    nearest = Nearest(space, layout, base)
    index = BoxIndex(space, layout, boxes)
    while len(left):
        stride = -(-len(left) // POOL)
        pool = left[int(rng.integers(stride)) :: stride]
        wanting = np.bincount(cell_of[waiting > 0], minlength=len(space.cells))
        box = _intersect(index, pool, cell, wanting)
        row = complete(space, layout, box, nearest.to(box), usual)
        standing = left[(code[left] == row[cell[left]]) | (code[left] == ANY)]
        held = index.holding(standing, boxed(space, layout, row))
        assert len(held), "a row built from a target's box lies in it"
        waiting -= np.bincount(value[held], minlength=len(waiting))
        open_[held] = False
        left = np.flatnonzero(open_)
        rows.append(row)
        covers.append(tuple(int(target) for target in held))
    shape = (len(rows), len(space.cells))
    return Packed(np.array(rows, dtype=np.int64).reshape(shape), tuple(covers))


def _intersect(
    index: BoxIndex,
    pool: npt.NDArray[np.int64],
    cell: npt.NDArray[np.int64],
    wanting: npt.NDArray[np.int64],
) -> Boxes:
    """Add targets of the pool to one box until none fits.

    The cell with the most values left (``wanting``) decides how many rows are needed: its
    targets come first, and each further one is of the most wanting cell not yet fixed.
    """
    fixed = np.zeros(len(wanting), dtype=bool)
    candidates = pool
    box: Boxes | None = None
    while len(candidates):
        priority = np.where(fixed[cell[candidates]], -1, wanting[cell[candidates]])
        chosen = int(candidates[int(priority.argmax())])
        one = index.one(chosen)
        box = one if box is None else box.meet(one)
        fixed[cell[chosen]] = True
        candidates = candidates[candidates != chosen]
        candidates = index.meeting(candidates, box, one)
    assert box is not None
    return box


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
