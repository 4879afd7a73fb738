"""Switch values: the last wire value before a comparison on a transformed feature turns.

Bisection of scikit-learn itself through its preprocessing (no inverse transform). All questions
of all columns are bisected together, one question of each column a row.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import apart, halfway
from handover.row_space.cells import Codes, WireSpace
from handover.row_space.feature_map import FeatureMap, Transform


def switches(
    space: WireSpace,
    transform: Transform,
    mapped: FeatureMap,
    start: Codes,
    features: npt.NDArray[np.int64],
    thresholds: npt.NDArray[np.float64],
    narrow: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Find, for each question ``feature <= threshold``, the largest code on its lower side.

    Parameters
    ----------
    start
        One row whose other cells stay as they are, shape (cells,).
    features, thresholds, narrow
        The questions; each feature must rise or fall with one numeric cell (``direction`` ±1).
        ``narrow``: the feature is rounded to float32 before it is compared.

    Returns
    -------
    int64 codes, one a question: between ``low - 1`` (every allowed value is on the upper side)
    and ``high`` (every one on the lower side) of the cell. The lower side answers yes when the
    feature rises and no when it falls.
    """
    cells = mapped.source[features]
    first = np.array([space.cells[cell].low for cell in cells], dtype=np.int64)
    last = np.array([space.cells[cell].high for cell in cells], dtype=np.int64)
    lower, upper = first - 1, last + 1
    turn = _turns(cells)
    while True:
        open_ = apart(lower, upper)
        if not open_.any():
            return lower
        middle = halfway(lower, upper)
        middle = np.where(open_, middle, np.clip(lower, first, last))
        rows = np.tile(start, (int(turn.max()) + 1, 1))
        rows[turn, cells] = middle
        values = transform(rows)[turn, features]
        with np.errstate(over="ignore"):
            values = np.where(narrow, values.astype(np.float32).astype(np.float64), values)
        yes = values <= thresholds
        on_lower = np.where(mapped.direction[features] > 0, yes, ~yes)
        lower = np.where(open_ & on_lower, middle, lower)
        upper = np.where(open_ & ~on_lower, middle, upper)


def _turns(cells: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number the questions of each cell 0, 1, 2, …: a row carries one question a cell."""
    order = np.argsort(cells, kind="stable")
    turn = np.empty(len(cells), dtype=np.int64)
    ordered = cells[order]
    first = np.searchsorted(ordered, ordered, side="left")
    turn[order] = np.arange(len(cells)) - first
    return turn
