"""Map from cells to transformed features, found by changing cells one at a time.

No preprocessing is inverted and none is known by name: an imputer, a scaler, an encoder or a
pipeline of them is run on rows that differ in one cell. What was found here is a hypothesis
until `walk` has confirmed the rows that rest on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handover.row_space.cells import NULL, Codes, WireSpace

# Rows that are transformed at a time.
MOST_ROWS = 16_384

Transform = Callable[[Codes], npt.NDArray[np.float64]]


@dataclass(frozen=True)
class FeatureMap:
    """How each transformed feature hangs on the cells.

    Parameters
    ----------
    depends
        bool, shape (features, cells).
    source
        The one cell a feature depends on, -1 when there are several or none.
    direction
        +1 or -1 where a feature rises or falls with its numeric source cell, 0 otherwise.
    tables
        By feature with a table cell as source: its value for each code of the table.
    at_null
        Value of each feature when its source cell is null; NaN where it stays missing.
    """

    depends: npt.NDArray[np.bool_]
    source: npt.NDArray[np.int64]
    direction: npt.NDArray[np.int64]
    tables: dict[int, npt.NDArray[np.float64]]
    at_null: npt.NDArray[np.float64]


def feature_map(
    space: WireSpace, transform: Transform, base: Codes, *, grid_size: int = 33
) -> FeatureMap:
    """Vary one cell at a time around a few base rows.

    Parameters
    ----------
    base
        Hold-out rows, shape (rows, cells); the first few of them serve as starting points and
        all of them say which values a cell really takes.
    grid_size
        Values tried for each numeric cell: quantiles of the hold-out and the contract's ends.
    """
    starts = base[: min(4, len(base))]
    grids = [_grid(space, number, base[:, number], grid_size) for number in range(len(space.cells))]
    reference = transform(starts)
    width = reference.shape[1]
    depends = np.zeros((width, len(space.cells)), dtype=bool)
    answers: list[npt.NDArray[np.float64]] = []
    for some in _together(grids, len(starts)):
        blocks = []
        for number in some:
            block = np.repeat(starts, len(grids[number]), axis=0)
            block[:, number] = np.tile(grids[number], len(starts))
            blocks.append(block)
        features = transform(np.concatenate(blocks))
        for number in some:
            shape = (len(starts), len(grids[number]), width)
            part = features[: shape[0] * shape[1]].reshape(shape)
            features = features[shape[0] * shape[1] :]
            depends[:, number] = ~equal(part, reference[:, None]).all(axis=(0, 1))
            answers.append(part[0].copy())
    source = np.where(depends.sum(axis=1) == 1, depends.argmax(axis=1), -1)
    direction = np.zeros(width, dtype=np.int64)
    tables: dict[int, npt.NDArray[np.float64]] = {}
    at_null = np.full(width, np.nan)
    for feature in np.flatnonzero(source >= 0):
        number = int(source[feature])
        grid, values = grids[number], answers[number][:, feature]
        if (grid == NULL).any():
            at_null[feature] = values[grid == NULL][0]
        known = values[grid != NULL]
        if space.cells[number].table is not None:
            tables[int(feature)] = known
        elif not np.isnan(known).any():
            steps = np.diff(known)
            # Constant but for null (a missing indicator) counts as rising: it has no switch value.
            direction[feature] = 1 if (steps >= 0).all() else -1 if (steps <= 0).all() else 0
    return FeatureMap(depends, source, direction, tables, at_null)


def equal(left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Say where two arrays of features are the same; missing is the same as missing."""
    return np.asarray((left == right) | (np.isnan(left) & np.isnan(right)))


def _together(grids: Sequence[Codes], starts: int) -> Iterator[range]:
    """Group the cells so that one transform has enough rows, and a wide contract not too many."""
    first, rows = 0, 0
    for number, grid in enumerate(grids):
        if rows and rows + starts * len(grid) > MOST_ROWS:
            yield range(first, number)
            first, rows = number, 0
        rows += starts * len(grid)
    if rows:
        yield range(first, len(grids))


def _grid(space: WireSpace, number: int, seen: Codes, size: int) -> Codes:
    cell = space.cells[number]
    null = [NULL] if cell.nullable else []
    if cell.table is not None:
        return np.array([*range(len(cell.table)), *null], dtype=np.int64)
    present = np.unique(seen[(seen != NULL) & (seen >= cell.low) & (seen <= cell.high)])
    if len(present) > size:
        present = present[np.linspace(0, len(present) - 1, size).astype(np.int64)]
    zero = [0] if cell.low <= 0 <= cell.high else []
    values = np.unique(np.array([cell.low, *zero, *present, cell.high], dtype=np.int64))
    return np.array([*values, *null], dtype=np.int64)
