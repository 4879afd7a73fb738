"""Many boxes stored a cell at a time, so that a search drops most of them after a cell or two."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from handover.vectors.cells import WireSpace
from handover.vectors.trees.boxes import BoxedRow, Boxes, Layout, whole

Which = npt.NDArray[np.int64]


class BoxIndex:
    """Answers which of its boxes hold a row, and which still meet a box, cell by cell.

    The answers are those of `Boxes.hold` and of `Boxes.meet` with `Boxes.possible`; the order of
    ``which`` is kept.
    """

    def __init__(self, space: WireSpace, layout: Layout, boxes: Boxes) -> None:
        self._boxes = boxes
        self._everything = whole(space, layout)
        self._low = np.ascontiguousarray(boxes.low.T)
        self._high = np.ascontiguousarray(boxes.high.T)
        self._null = np.ascontiguousarray(boxes.null.T)
        self._sets = np.ascontiguousarray(boxes.sets.T)
        edges = [*layout.word_start.tolist(), layout.words]
        self._spans = [range(*each) for each in pairwise(edges)]

    def one(self, which: int) -> Boxes:
        """Return a single box."""
        return self._boxes.take(np.array([which]))

    def holding(self, which: Which, row: BoxedRow) -> Which:
        """Return those of ``which`` whose box holds the row."""
        for word, wanted in enumerate(row.sets):
            which = which[self._sets[word, which] & wanted == wanted]
        for place, value in enumerate(row.numeric):
            if not len(which):
                break
            if row.null[place]:
                which = which[self._null[place, which]]
            else:
                low, high = self._low[place, which], self._high[place, which]
                which = which[(low <= value) & (value <= high)]
        return which

    def meeting(self, which: Which, box: Boxes, narrowed: Boxes) -> Which:
        """Return those of ``which`` that leave a row in common with ``box``.

        Only cells that ``narrowed`` (the box just intersected) restricts are looked at: in all
        others nothing has changed for boxes that met the last time.
        """
        for place in np.flatnonzero(self._restricts(narrowed)):
            low = np.maximum(self._low[place, which], box.low[0, place])
            high = np.minimum(self._high[place, which], box.high[0, place])
            null = self._null[place, which] & box.null[0, place]
            which = which[(low <= high) | null]
        for span in self._spans:
            if (narrowed.sets[0, list(span)] == self._everything.sets[0, list(span)]).all():
                continue
            common = np.zeros(len(which), dtype=np.uint64)
            for word in span:
                common |= self._sets[word, which] & box.sets[0, word]
            which = which[common != 0]
        return which

    def _restricts(self, box: Boxes) -> npt.NDArray[np.bool_]:
        every = self._everything
        differs = (box.low != every.low) | (box.high != every.high) | (box.null != every.null)
        return np.asarray(differs[0])
