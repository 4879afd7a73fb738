"""Slices of the hold-out: one a value of a column, quarters of a column of many numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

# Below so many rows a metric says more about luck than about the model.
FEWEST_ROWS = 30
MOST_VALUES = 20


def slices(cells: pd.Series) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
    """Yield the name and the row positions of each slice, sorted by name.

    Empty cells are the slice ``(missing)``. A numeric column of more than 20 values is cut at
    its quartiles.
    """
    missing = cells.isna().to_numpy()
    present = cells[~missing]
    positions = np.flatnonzero(~missing)
    if present.nunique() > MOST_VALUES and present.dtype.kind in "fiu":
        numbers = present.to_numpy(dtype=np.float64)
        edges = np.unique(np.quantile(numbers, [0, 0.25, 0.5, 0.75, 1]))
        quarter = np.clip(np.searchsorted(edges, numbers, side="left"), 1, len(edges) - 1)
        for number in np.unique(quarter):
            bracket = "[" if number == 1 else "("
            name = f"{bracket}{edges[number - 1]:.6g}, {edges[number]:.6g}]"
            yield name, positions[quarter == number]
    else:
        for value in sorted(present.unique(), key=str):
            yield str(value), positions[(present == value).to_numpy()]
    if missing.any():
        yield "(missing)", np.flatnonzero(missing)
