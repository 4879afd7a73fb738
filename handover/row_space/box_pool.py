"""A few thousand boxes side by side, from which one row's box after the other is intersected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from handover.row_space.boxes import Boxes, Layout, Words, whole
from handover.row_space.cells import WireSpace

Places = npt.NDArray[np.int64]
Sides = npt.NDArray[np.int64]

# Both sides of an interval without values: beyond every other side.
BEYOND = np.iinfo(np.int64).max


@dataclass
class Common:
    """What the boxes chosen so far have in common; it narrows with each further one."""

    sides: Sides
    null: npt.NDArray[np.bool_]
    sets: Words

    def boxes(self) -> Boxes:
        """Return it as a single box."""
        low, high = np.split(self.sides, 2)
        return Boxes(low[None], ~high[None], self.null[None, : len(low)], self.sets[None])


class BoxPool:
    """Answers which of its boxes still meet what others have in common.

    The *sides* of a box are its low ends and then the complements of its high ends: ``~`` turns
    the order around without overflow, so that intersecting is one maximum, and two intervals meet
    where a side of one is at most the complement of the other's opposite side.
    """

    def __init__(self, space: WireSpace, layout: Layout, boxes: Boxes) -> None:
        self._everything = whole(space, layout)
        count, cells = boxes.low.shape
        everything, twice = _sides(self._everything), (1, 2)
        self._sides = _sides(boxes)
        self._null = np.tile(boxes.null, twice)
        self._nullable = bool(boxes.null.any())
        self._sets = boxes.sets
        self._restricted = self._sides != everything
        self._restricted |= self._null != np.tile(self._everything.null, twice)
        # Where the opposite of each side begins in what follows.
        self._opposite = np.roll(np.arange(2 * cells), cells) * count
        # One side of all boxes beside the other: a short last axis is slow to reduce.
        self._by_side = np.ascontiguousarray(self._sides.T).reshape(-1)
        self._null_by_side = np.ascontiguousarray(self._null.T).reshape(-1)
        edges = [*layout.word_start.tolist(), layout.words]
        self._spans = [slice(*each) for each in pairwise(edges)]

    def one(self, which: int) -> Common:
        """Start with a single box."""
        return Common(self._sides[which].copy(), self._null[which].copy(), self._sets[which].copy())

    def narrow(self, common: Common, which: int) -> None:
        """Intersect with a box that meets, in place: packing does so ten times a row."""
        np.maximum(common.sides, self._sides[which], out=common.sides)
        np.logical_and(common.null, self._null[which], out=common.null)
        np.bitwise_and(common.sets, self._sets[which], out=common.sets)
        if self._nullable:
            low, high = np.split(common.sides, 2)
            common.sides[np.tile(low > ~high, 2)] = BEYOND

    def meeting(self, among: Places, common: Common, narrowed: int) -> npt.NDArray[np.bool_]:
        """Say which of ``among`` leave a row in common.

        Only what the box ``narrowed`` (the one just intersected) restricts is looked at: in all
        else nothing has changed for boxes that met the last time.
        """
        changed = np.flatnonzero(self._restricted[narrowed])
        at = self._opposite.take(changed)[:, None] + among
        meet = self._by_side.take(at) <= ~common.sides[changed, None]
        if self._nullable:
            meet |= self._null_by_side.take(at) & common.null[changed, None]
        fits: npt.NDArray[np.bool_] = np.logical_and.reduce(meet)
        for span in self._spans:
            if (self._sets[narrowed, span] != self._everything.sets[0, span]).any():
                fits &= (self._sets[among, span] & common.sets[span]).any(axis=1)
        return fits


def _sides(boxes: Boxes) -> Sides:
    sides = np.concatenate([boxes.low, ~boxes.high], axis=1)
    sides[np.tile(boxes.low > boxes.high, (1, 2))] = BEYOND
    return sides
