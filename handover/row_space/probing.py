"""Splits that no single cell answers: vary one cell of a row that reaches the node, and look.

For features that mix columns (PCA, products, row norms) or neither rise nor fall (bins). A
hold-out row that reaches the node is moved along one cell until the node sends it the other way;
the turn is bisected to two adjacent wire values, and both rows are walked before they count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import apart, halfway
from handover.estimator import answers_left
from handover.row_space.cells import NULL, Codes, WireSpace
from handover.row_space.forest import PlacedTree
from handover.row_space.walk import reached
from handover.values import Row

# Starting rows tried for one split, cells tried for one row, and values tried for one cell.
ROWS, CELLS, GRID = 3, 6, 17


@dataclass(frozen=True)
class Pair:
    """Two rows, adjacent in ``cell``, that reach the node and go left and right."""

    tree: int
    node: int
    cell: int
    rows: Codes


@dataclass(frozen=True)
class Probed:
    """The pairs found, and for every other split why there is none."""

    found: tuple[Pair, ...]
    missed: dict[tuple[int, int], str]


def probe(
    space: WireSpace,
    placed: Sequence[PlacedTree],
    splits: Sequence[tuple[int, int]],
    base: Codes,
    accepts: Callable[[Row], bool],
) -> Probed:
    """Search a pair of rows for each split.

    Parameters
    ----------
    splits
        (tree, node) of the splits to search for.
    base
        Hold-out rows as codes.
    accepts
        The contract's input rules.
    """
    missed: dict[tuple[int, int], str] = {}
    waiting: dict[tuple[int, int], list[tuple[Codes, int]]] = {}
    visits = _visits(placed, sorted({tree for tree, _ in splits}), base)
    for tree, node in sorted(set(splits)):
        item = placed[tree]
        starts = np.flatnonzero(visits[tree][:, node])[:ROWS]
        cells = np.flatnonzero(item.mapped.depends[item.tree.feature[node]])[:CELLS]
        attempts = [
            (base[start], int(cell))
            for start in starts
            for cell in cells
            if base[start, cell] != NULL
        ]
        if item.tree.opaque[node]:
            missed[tree, node] = "not solved: the split asks for a set of categories"
        elif not len(starts):
            missed[tree, node] = "not found: no hold-out row reaches the node"
        elif not len(cells):
            missed[tree, node] = "unreachable: no column changes the feature it asks for"
        else:
            waiting[tree, node] = attempts
    found: list[Pair] = []
    while waiting:
        for split in [split for split, attempts in waiting.items() if not attempts]:
            del waiting[split]
            missed[split] = "not found: no single column of a row that reaches the node turns it"
        tried = [Attempt(*split, *attempts.pop(0)) for split, attempts in waiting.items()]
        for attempt, pair in zip(tried, _search(space, placed, tried), strict=True):
            if pair is not None and all(accepts(row) for row in space.rows(pair)):
                found.append(Pair(attempt.tree, attempt.node, attempt.cell, pair))
                del waiting[attempt.tree, attempt.node]
    found.sort(key=lambda pair: (pair.tree, pair.node))
    return Probed(tuple(found), missed)


@dataclass(frozen=True)
class Attempt:
    """One try: move ``start`` along ``cell`` until ``node`` turns."""

    tree: int
    node: int
    start: Codes
    cell: int


def _search(
    space: WireSpace, placed: Sequence[PlacedTree], tried: Sequence[Attempt]
) -> list[Codes | None]:
    """Return for each attempt the rows going left and right, None where nothing turned.

    All attempts go in step, one transform a step for all of them.
    """
    if not tried:
        return []
    values = [_values(space, attempt.cell, int(attempt.start[attempt.cell])) for attempt in tried]
    owner = np.repeat(np.arange(len(tried)), [len(each) for each in values])
    left, here = _ask(placed, tried, owner, np.concatenate(values))
    low, high = np.zeros(len(tried), dtype=np.int64), np.zeros(len(tried), dtype=np.int64)
    low_left, good = np.zeros(len(tried), dtype=bool), np.zeros(len(tried), dtype=bool)
    for number, attempt in enumerate(tried):
        went, there, grid = left[owner == number], here[owner == number], values[number]
        turns = np.flatnonzero((went[1:] != went[:-1]) & there[1:] & there[:-1])
        if len(turns):
            # The turn nearest to where the row stood changes it least.
            at = int(attempt.start[attempt.cell])
            turn = int(min(turns, key=lambda turn: abs(int(grid[turn]) - at)))
            low[number], high[number] = grid[turn], grid[turn + 1]
            low_left[number], good[number] = went[turn], True
    numeric = np.array([space.cells[attempt.cell].table is None for attempt in tried])
    while True:
        open_ = np.flatnonzero(good & numeric & apart(low, high))
        if not len(open_):
            break
        middle = halfway(low, high)
        went, _ = _ask(placed, tried, open_, middle[open_])
        as_low = went == low_left[open_]
        low[open_[as_low]] = middle[open_[as_low]]
        high[open_[~as_low]] = middle[open_[~as_low]]
    both = np.repeat(np.arange(len(tried)), 2)
    ends = np.stack([np.where(low_left, low, high), np.where(low_left, high, low)], axis=1)
    went, there = _ask(placed, tried, both, ends.reshape(-1))
    good &= there.reshape(-1, 2).all(axis=1) & went[::2] & ~went[1::2]
    pairs: list[Codes | None] = []
    for number, attempt in enumerate(tried):
        pair = np.tile(attempt.start, (2, 1))
        pair[:, attempt.cell] = ends[number]
        pairs.append(pair if good[number] else None)
    return pairs


def _ask(
    placed: Sequence[PlacedTree],
    tried: Sequence[Attempt],
    owner: npt.NDArray[np.int64],
    codes: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say for each row (an attempt's start with one code changed) where its node would send it,
    and whether the node is reached at all.
    """
    rows = np.array([tried[number].start for number in owner])
    rows[np.arange(len(rows)), [tried[number].cell for number in owner]] = codes
    trees = np.array([tried[number].tree for number in owner])
    nodes = np.array([tried[number].node for number in owner])
    left, here = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    transforms = {id(placed[tree].transform): placed[tree].transform for tree in np.unique(trees)}
    for key, transform in transforms.items():
        mine = np.flatnonzero([id(placed[tree].transform) == key for tree in trees])
        features = transform(rows[mine])
        for tree in np.unique(trees[mine]):
            where = np.flatnonzero(trees[mine] == tree)
            item, at = placed[tree].tree, nodes[mine[where]]
            asked = features[where, item.feature[at]]
            left[mine[where]] = answers_left(item, at, asked)
            here[mine[where]] = reached(item, features[where])[np.arange(len(where)), at]
    return left, here


def _visits(
    placed: Sequence[PlacedTree], trees: Sequence[int], base: Codes
) -> dict[int, npt.NDArray[np.bool_]]:
    features: dict[int, npt.NDArray[np.float64]] = {}
    found = {}
    for tree in trees:
        transform = placed[tree].transform
        if id(transform) not in features:
            features[id(transform)] = transform(base)
        found[tree] = reached(placed[tree].tree, features[id(transform)])
    return found


def _values(space: WireSpace, cell: int, at: int) -> npt.NDArray[np.int64]:
    kind = space.cells[cell]
    if kind.table is not None:
        return np.arange(kind.low, kind.high + 1)
    spread = [at + sign * (1 << power) for power in range(0, 62, 3) for sign in (-1, 1)]
    inside = [value for value in spread if kind.low <= value <= kind.high]
    even = np.linspace(float(kind.low), float(kind.high), GRID)[1:-1].astype(np.int64)
    return np.unique(np.array([kind.low, at, kind.high, *inside, *even], dtype=np.int64))
