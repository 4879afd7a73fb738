"""Many boxes, searched for those that hold a row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from handover.row_space.boxes import BoxedRow, Boxes, Layout, whole
from handover.row_space.cells import WireSpace

Which = npt.NDArray[np.int64]

# So many cells are looked at together: few calls for a narrow row, few comparisons for a wide one.
CELLS = 32


class BoxIndex:
    """Answers which of its boxes hold a row, as `Boxes.hold` does; the order is kept."""

    def __init__(self, space: WireSpace, layout: Layout, boxes: Boxes) -> None:
        self._boxes = boxes
        everything = whole(space, layout)
        restricted = (
            (boxes.low != everything.low)
            | (boxes.high != everything.high)
            | (boxes.null != everything.null)
        )
        # In cells that no box restricts every row that is allowed lies.
        asked = np.flatnonzero(restricted.any(axis=0))
        self._asked = [asked[start : start + CELLS] for start in range(0, len(asked), CELLS)]

    def holding(self, which: Which, row: BoxedRow) -> Which:
        """Return those of ``which`` whose box holds the row."""
        boxes = self._boxes
        for word, wanted in enumerate(row.sets):
            which = which[boxes.sets[which, word] & wanted == wanted]
        for places in self._asked:
            if not len(which):
                break
            at, value = which[:, None], row.numeric[places]
            inside = boxes.low[at, places] <= value
            inside &= boxes.high[at, places] >= value
            null = row.null[places]
            if null.any():
                inside = np.where(null, boxes.null[at, places], inside)
            which = which[inside.all(axis=1)]
        return which
