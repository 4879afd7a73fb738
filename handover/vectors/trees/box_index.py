"""Many boxes, searched for those that hold a row or meet another box."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from handover.vectors.cells import WireSpace
from handover.vectors.trees.boxes import BoxedRow, Boxes, Layout, whole

Which = npt.NDArray[np.int64]

# The ends of an interval without values: it meets none.
HIGHEST, LOWEST = np.iinfo(np.int64).max, np.iinfo(np.int64).min


class BoxIndex:
    """Answers which of its boxes hold a row, and which still meet a box, cell by cell.

    The answers are those of `Boxes.hold` and of `Boxes.meet` with `Boxes.possible`; the order of
    ``which`` is kept.
    """

    def __init__(self, space: WireSpace, layout: Layout, boxes: Boxes) -> None:
        self._boxes = boxes
        self._everything = whole(space, layout)
        self._restricted = (
            (boxes.low != self._everything.low)
            | (boxes.high != self._everything.high)
            | (boxes.null != self._everything.null)
        )
        # In cells that no box restricts every row that is allowed lies.
        self._asked = np.flatnonzero(self._restricted.any(axis=0))
        empty = boxes.low > boxes.high
        self._low = np.where(empty, HIGHEST, boxes.low)
        self._high = np.where(empty, LOWEST, boxes.high)
        self._flat_low, self._flat_high = self._low.reshape(-1), self._high.reshape(-1)
        self._flat_null = boxes.null.reshape(-1)
        edges = [*layout.word_start.tolist(), layout.words]
        self._spans = [list(range(*each)) for each in pairwise(edges)]

    def one(self, which: int) -> Boxes:
        """Return a single box, which `narrow` may change."""
        return self._boxes.take(np.array([which]))

    def narrow(self, box: Boxes, which: int) -> None:
        """Intersect ``box`` with one of these, in place: packing does so a hundred times a row."""
        boxes = self._boxes
        np.maximum(box.low, boxes.low[which], out=box.low)
        np.minimum(box.high, boxes.high[which], out=box.high)
        np.logical_and(box.null, boxes.null[which], out=box.null)
        np.bitwise_and(box.sets, boxes.sets[which], out=box.sets)

    def holding(self, which: Which, row: BoxedRow) -> Which:
        """Return those of ``which`` whose box holds the row."""
        for word, wanted in enumerate(row.sets):
            which = which[self._boxes.sets[which, word] & wanted == wanted]
        for place in self._asked:
            if not len(which):
                break
            if row.null[place]:
                which = which[self._boxes.null[which, place]]
            else:
                value = row.numeric[place]
                inside = self._low[which, place] <= value
                inside &= self._high[which, place] >= value
                which = which[inside]
        return which

    def meeting(self, which: Which, box: Boxes, narrowed: int) -> Which:
        """Return those of ``which`` that leave a row in common with ``box``.

        Only cells that the box ``narrowed`` (the one just intersected) restricts are looked at: in
        all others nothing has changed for boxes that met the last time.
        """
        places = np.flatnonzero(self._restricted[narrowed])
        if len(places):
            low, high = box.low[0, places, None], box.high[0, places, None]
            if (empty := low > high).any():
                low, high = np.where(empty, HIGHEST, low), np.where(empty, LOWEST, high)
            # One cell of all boxes beside the other: a short last axis is slow to reduce.
            at = which * self._low.shape[1] + places[:, None]
            fits = self._flat_low.take(at) <= high
            fits &= self._flat_high.take(at) >= low
            if box.null[0, places].any():
                fits |= self._flat_null.take(at) & box.null[0, places, None]
            which = which[np.logical_and.reduce(fits)]
        for span in self._spans:
            if (self._boxes.sets[narrowed, span] == self._everything.sets[0, span]).all():
                continue
            common = self._boxes.sets[which[:, None], span] & box.sets[0, span]
            which = which[common.any(axis=1)]
        return which
