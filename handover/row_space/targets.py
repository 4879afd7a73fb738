"""Targets to cover: for every split a row on either side of its breakpoint.

For a number the two rows are adjacent in the wire type: the largest value that goes one way and
the next one. Where the threshold is no float32 these are its two float32 neighbours; where it
is one, they are the threshold itself and the neighbour above, and the neighbour below is asked
for too. For a table cell the rows are any value of either side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import from_ordinals
from handover.row_space.boxes import Boxes, Layout
from handover.row_space.cells import NULL, Cell, WireSpace
from handover.row_space.forest import UNRESOLVED, PlacedTree
from handover.values import ElementType, shortest


@dataclass(frozen=True)
class Target:
    """One side of one split.

    ``code`` is the value to stand on: NULL where only null takes that side, None where any of a
    set will do. ``steps`` counts wire values from the switch: 0 for the last value of the lower
    side, 1 for the first of the upper one, -1 for the neighbour below a threshold that is itself
    a wire value.
    """

    tree: int
    node: int
    left: bool
    cell: int
    code: int | None
    steps: int


@dataclass(frozen=True)
class Impossible:
    """A side of a split that no allowed row can take, and why."""

    tree: int
    node: int
    left: bool
    why: str


@dataclass(frozen=True)
class Targets:
    """All reachable sides with their boxes, and the sides that nothing can reach."""

    targets: tuple[Target, ...]
    boxes: Boxes
    impossible: tuple[Impossible, ...]
    unresolved: tuple[tuple[int, int], ...]


def targets_of(placed: tuple[PlacedTree, ...], space: WireSpace) -> Targets:
    """List the sides of every split of every tree, in tree and node order."""
    layout = Layout.of(space)
    wanted: list[Target] = []
    parts: list[Boxes] = []
    impossible: list[Impossible] = []
    unresolved: list[tuple[int, int]] = []
    for number, item in enumerate(placed):
        inner = item.tree.splits
        unresolved.extend((number, int(node)) for node in inner[item.cell[inner] == UNRESOLVED])
        inner = inner[item.cell[inner] != UNRESOLVED]
        for side in (Side.LEFT, Side.RIGHT, Side.BELOW):
            asked = inner if side is not Side.BELOW else inner[_exact(item, space, inner)]
            boxes, codes, steps = _beside(item, layout, asked, side)
            possible = boxes.possible(layout)
            parts.append(boxes.take(possible))
            sides = zip(
                asked.tolist(),
                _goes_left(item, asked, side).tolist(),
                item.cell[asked].tolist(),
                codes,
                steps.tolist(),
                possible.tolist(),
                strict=True,
            )
            for node, is_left, cell, code, step, can_be in sides:
                if can_be:
                    wanted.append(Target(number, node, is_left, cell, code, step))
                elif side is not Side.BELOW:
                    why = _why_not(item, space, node, side)
                    impossible.append(Impossible(number, node, is_left, why))
    stacked = Boxes(
        np.concatenate([part.low for part in parts]) if parts else np.empty((0, 0), np.int64),
        np.concatenate([part.high for part in parts]) if parts else np.empty((0, 0), np.int64),
        np.concatenate([part.null for part in parts]) if parts else np.empty((0, 0), bool),
        np.concatenate([part.sets for part in parts]) if parts else np.empty((0, 0), np.uint64),
    )
    return Targets(tuple(wanted), stacked, tuple(impossible), tuple(unresolved))


class Side(Enum):
    """Where to stand: on either side of the switch, or one more step below a wire threshold."""

    LEFT = "left"
    RIGHT = "right"
    BELOW = "below"


def _goes_left(item: PlacedTree, nodes: npt.NDArray[np.int64], side: Side) -> npt.NDArray[np.bool_]:
    return item.lower_left[nodes] if side is Side.BELOW else np.full(len(nodes), side is Side.LEFT)


def _exact(
    item: PlacedTree, space: WireSpace, inner: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Say which thresholds are themselves float values of their column."""
    found = np.zeros(len(inner), dtype=bool)
    asked = item.cell[inner]
    for number in np.unique(asked).tolist():
        cell = space.cells[number]
        if cell.table is None and cell.column.type.is_float:
            rows = asked == number
            values = from_ordinals(item.switch[inner[rows]], cell.column.type)
            found[rows] = values == item.tree.threshold[inner[rows]]
    return found


def _beside(
    item: PlacedTree, layout: Layout, inner: npt.NDArray[np.int64], side: Side
) -> tuple[Boxes, list[int | None], npt.NDArray[np.int64]]:
    """Return the boxes of one side of splits, pinned to the value next to the switch."""
    is_left = _goes_left(item, inner, side)
    boxes = item.boxes.take(np.where(is_left, item.tree.left[inner], item.tree.right[inner]))
    lower = item.lower_left[inner] == is_left
    steps = np.where(lower, 0, 1) if side is not Side.BELOW else np.full(len(inner), -1)
    table = np.isin(inner, list(item.left_values))
    row, wanted = np.flatnonzero(~table), item.switch[inner] + steps
    at, code = layout.place[item.cell[inner[row]]], wanted[row]
    stands = (boxes.low[row, at] <= code) & (code <= boxes.high[row, at])
    # Where no allowed value stands, null may still go that way.
    boxes.low[row, at] = np.where(stands, code, 1)
    boxes.high[row, at] = np.where(stands, code, 0)
    boxes.null[row, at] &= ~stands & (side is not Side.BELOW)
    wanted[row[~stands]] = NULL
    codes = [
        None if any_of_a_set else code
        for any_of_a_set, code in zip(table.tolist(), wanted.tolist(), strict=True)
    ]
    return boxes, codes, steps


def _why_not(item: PlacedTree, space: WireSpace, node: int, side: Side) -> str:
    layout = Layout.of(space)
    tree, parents = item.tree, item.tree.parents
    child = int(tree.left[node] if side is Side.LEFT else tree.right[node])
    box = item.boxes.take(np.array([child]))
    if box.possible(layout)[0]:
        # Only the value beside the switch is out of reach: the other side is not reached at all.
        asked = space.cells[int(item.cell[node])].name
        return f"unreachable: the splits above it keep {asked} away from where this one turns"
    numeric = (box.low[0] > box.high[0]) & ~box.null[0]
    for place in np.flatnonzero(numeric):
        number = int(layout.numeric[place])
        cell = space.cells[number]
        above, at = [], child
        while at != 0:
            up = int(parents[at])
            if item.cell[up] == number:
                lower = bool(item.lower_left[up]) == (tree.left[up] == at)
                above.append((lower, int(item.switch[up])))
            at = up
        low = max((switch + 1 for lower, switch in above if not lower), default=None)
        high = min((switch for lower, switch in above if lower), default=None)
        if low is not None and high is not None and low > high:
            kind = cell.column.type.value
            return f"unreachable: the splits above it leave no {kind} value of {cell.name}"
        return f"unreachable: the contract allows {cell.name} only {allowed_text(cell)}"
    names = []
    for number in layout.table:
        size = len(space.cells[number].table or ())
        if not box.sets[0, layout.span(int(number), size)].any():
            names.append(space.cells[number].name)
    return f"unreachable: no allowed value of {', '.join(names) or 'its columns'} takes this path"


def allowed_text(cell: Cell) -> str:
    """Spell the range of a numeric cell."""
    low, high = cell.value(cell.low), cell.value(cell.high)
    return f"from {spelled(low, cell)} to {spelled(high, cell)}"


def spelled(value: object, cell: Cell) -> str:
    """Spell a value as a person would type it, in the shortest form of its type."""
    if isinstance(value, float) and cell.column.type in (ElementType.F32, ElementType.F64):
        return repr(shortest(value, cell.column.type))
    return repr(value) if isinstance(value, str) else str(value)
