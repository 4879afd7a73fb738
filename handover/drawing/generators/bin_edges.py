"""``bin-edge``: either side of every value where a bin, a binariser or a clip turns.

No step is known by name. What the steps before the last estimator make of a column is looked at
along the column; where it moves in steps, each step is bisected to two adjacent wire values, and
where it stays at an end, the value from which on it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import apart, halfway
from handover.drawing.candidate import Candidate, Claims
from handover.drawing.contrast_rows import Telling
from handover.drawing.draw_context import Ground
from handover.estimator import (
    Sees,
    is_calibration,
    is_chain,
    is_committee,
    members_of,
    unwrap,
)
from handover.row_space.cells import NULL, Cell, Codes
from handover.row_space.feature_map import Transform, equal
from handover.row_space.forest import transform_of
from handover.row_space.targets import spelled
from handover.values import Column

# Values of a column that are looked at: evenly spread ones, and quantiles of the hold-out.
EVEN, QUANTILES = 257, 129

# A feature with more distinct values than this share of those looked at moves with the column.
STEPPED = 0.25

# Edges of one column that are drawn; an identity would have as many as there are floats.
MOST_EDGES = 64


@dataclass(frozen=True)
class Edge:
    """The last code before something turns, and the word for what turns there."""

    cell: int
    code: int
    what: str


def bin_edges(ground: Ground) -> tuple[list[Candidate], Claims]:
    """Draw two rows for each edge, on a row that tells the two values apart where there is one.

    Returns
    -------
    (candidates, claims)
        One claim an edge; those beyond `MOST_EDGES` of a column are left.
    """
    edges: dict[tuple[int, int], Edge] = {}
    left: list[tuple[str, str]] = []
    for chain in chains(ground.estimator):
        transform = transform_of(chain, ground.present)
        for number in range(len(ground.space.cells)):
            found = _edges(ground, transform, number)
            for edge in found[:MOST_EDGES]:
                edges.setdefault((number, edge.code), edge)
            if len(found) > MOST_EDGES:
                name = ground.space.cells[number].name
                more = len(found) - MOST_EDGES
                left.append((f"{name}: {more} more edges", f"more than {MOST_EDGES} edges"))
    drawn: list[Candidate] = []
    things: list[tuple[str, tuple[str, ...]]] = []
    for number in sorted({number for number, _ in edges}):
        mine = sorted((edge for edge in edges.values() if edge.cell == number), key=_code)
        for edge, pair in zip(mine, _pairs(ground, number, mine), strict=True):
            if pair:
                cell = ground.space.cells[number]
                things.append((_named(edge, cell), tuple(each.key for each in pair)))
                drawn += pair
    return drawn, Claims(tuple(things), tuple(left))


def chains(estimator: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the steps before each last estimator, outermost first; none for a bare one.

    ``before`` are the steps that stand before this estimator already, in a pipeline around it.
    """
    estimator = unwrap(estimator)
    inner = [member for member in members_of(estimator) if not member.is_word]
    if is_chain(estimator):
        steps = [member.step for member in inner]
        transforms = hasattr(unwrap(steps[-1]), "transform")
        around = (*before, *(steps if transforms else steps[:-1]))
        if around != before:
            yield around
        if not transforms:
            yield from chains(steps[-1], around)
    elif is_calibration(estimator) or is_committee(estimator):
        for member in inner:
            if member.sees is Sees.INPUT:
                yield from chains(member.step, before)


def _code(edge: Edge) -> int:
    return edge.code


def _edges(ground: Ground, transform: Transform, number: int) -> list[Edge]:
    """Bisect the steps and the ends of everything that one numeric cell moves."""
    cell = ground.space.cells[number]
    if cell.table is not None or cell.low >= cell.high:
        return []
    base = ground.codes[0]
    grid = _grid(cell, ground.codes[:, number])
    values = transform(_varied(base, number, grid))
    moving = ~equal(values, values[:1]).all(axis=0)
    values = values[:, moving]
    distinct = np.array([len(np.unique(column)) for column in values.T], dtype=np.int64)
    stepped = distinct <= STEPPED * len(grid)

    def features(codes: Codes) -> npt.NDArray[np.float64]:
        return transform(_varied(base, number, codes))[:, moving]

    found = [Edge(number, code, "a bin turns") for code in _steps(features, stepped, grid, values)]
    for feature in np.flatnonzero(~stepped):
        found += _ends(features, int(feature), number, grid, values[:, feature])
    return sorted({edge.code: edge for edge in reversed(found)}.values(), key=_code)


def _steps(
    features: Transform,
    stepped: npt.NDArray[np.bool_],
    grid: Codes,
    values: npt.NDArray[np.float64],
) -> list[int]:
    """Return the last code before each change of what moves in steps."""
    values = values[:, stepped]
    turns = np.flatnonzero(~equal(values[1:], values[:-1]).all(axis=1))
    low, high = grid[turns], grid[turns + 1]
    before, after = values[turns], values[turns + 1]
    found: list[int] = []
    while len(low) and len(found) <= 4 * MOST_EDGES:
        start, end = low.copy(), high.copy()
        while (open_ := apart(start, end)).any():
            middle = halfway(start, end)
            same = equal(features(middle)[:, stepped], before).all(axis=1)
            start = np.where(open_ & same, middle, start)
            end = np.where(open_ & ~same, middle, end)
        found += start.tolist()
        # Between two neighbours of the grid there may be more edges than this first one.
        beyond = features(end)[:, stepped]
        again = ~equal(beyond, after).all(axis=1)
        low, high, before, after = end[again], high[again], beyond[again], after[again]
    return found


def _ends(
    features: Transform, feature: int, number: int, grid: Codes, values: npt.NDArray[np.float64]
) -> Iterator[Edge]:
    """Find where a feature that moves begins and ends to do so."""
    differs = np.flatnonzero(~equal(values, values[:1]))
    if len(differs) and differs[0] > 1:
        low, high = int(grid[differs[0] - 1]), int(grid[differs[0]])
        yield Edge(number, _last(features, feature, values[0], low, high), "it begins to count")
    differs = np.flatnonzero(~equal(values, values[-1:]))
    if len(differs) and differs[-1] < len(grid) - 2:
        low, high = int(grid[differs[-1]]), int(grid[differs[-1] + 1])
        code = _last(features, feature, values[-1], high, low)
        yield Edge(number, code - 1, "it counts no more")


def _last(features: Transform, feature: int, value: float, here: int, there: int) -> int:
    """Bisect from a code where the feature has the value towards one where it has another."""
    while abs(there - here) > 1:
        middle = (here + there) // 2
        kept = equal(features(np.array([middle]))[:, feature], np.array([value])).all()
        here, there = (middle, there) if kept else (here, middle)
    return here


def _varied(base: Codes, number: int, codes: Codes) -> Codes:
    rows = np.tile(base, (len(codes), 1))
    rows[:, number] = codes
    return rows


def _grid(cell: Cell, seen: Codes) -> Codes:
    present = seen[(seen != NULL) & (seen >= cell.low) & (seen <= cell.high)]
    values = [cell.low, cell.high, *([0] if cell.low <= 0 <= cell.high else [])]
    if len(present):
        often = np.sort(present)[np.linspace(0, len(present) - 1, QUANTILES).astype(np.int64)]
        ends: list[Any] = cell.values(np.array([present.min(), present.max()]))
        first, last = float(ends[0]), float(ends[1])
        # A fifth beyond what was seen: the outer bins begin there.
        margin = (last - first) / 5
        even = np.linspace(first - margin, last + margin, EVEN)
        if cell.column.type.is_integer:
            even = np.round(even)
        codes = cell.codes(even)
        values += [*often.tolist(), *codes[(codes > cell.low) & (codes < cell.high)].tolist()]
    return np.unique(np.array(values, dtype=np.int64))


def _pairs(ground: Ground, number: int, edges: list[Edge]) -> Iterator[list[Candidate]]:
    """Yield the two rows of each edge, none where the contract refuses one of them."""
    cell = ground.space.cells[number]
    values = [(cell.value(edge.code), cell.value(edge.code + 1)) for edge in edges]
    telling = None
    if cell.element is None:
        telling = Telling(ground, cell.column, [value for pair in values for value in pair])
    for edge, (before, after) in zip(edges, values, strict=True):
        if telling is not None:
            row, _ = telling.row(before, after)
        else:
            row = dict(ground.rows[0])
        pair = []
        for value, side in ((before, "before"), (after, "after")):
            place = "the last value before" if side == "before" else "the first value after"
            why = f"{cell.name} at {spelled(value, cell)}, {place} {edge.what}"
            changed = {**row, cell.column.name: _put(row, cell.column, cell.element, value)}
            pair.append(Candidate("bin-edge", why, changed))
        yield pair if all(ground.accepts(each.row) for each in pair) else []


def _put(row: Any, column: Column, element: int | None, value: Any) -> Any:
    if element is None:
        return value
    items = list(row[column.name])
    items[element] = value
    return items


def _named(edge: Edge, cell: Cell) -> str:
    return f"{cell.name} after {spelled(cell.value(edge.code), cell)}, where {edge.what}"
