"""What has to be covered: for every split a row on either side of its switch value.

For a number the two rows are adjacent in the wire type: the largest value that goes one way and
the next one. Where the threshold is no float32 these are its two float32 neighbours; where it
is one, they are the threshold itself and the neighbour above. The neighbour below then stands on
the threshold's own side: any comparison by order that errs there errs at the threshold too, so
it costs a row and finds nothing more. For a table cell the rows are any value of either side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handover.values import ElementType, shortest
from handover.vectors.cells import NULL, Cell, WireSpace
from handover.vectors.trees.boxes import Boxes, Layout
from handover.vectors.trees.forest import UNRESOLVED, PlacedTree


@dataclass(frozen=True)
class Target:
    """One side of one split. ``code`` is the value to stand on, None when any of a set will do."""

    tree: int
    node: int
    left: bool
    cell: int
    code: int | None


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
        for is_left in (True, False):
            boxes, codes = _side(item, layout, inner, is_left)
            possible = boxes.possible(layout)
            parts.append(boxes.take(possible))
            for node, code, can in zip(inner, codes, possible, strict=True):
                cell = int(item.cell[node])
                if can:
                    wanted.append(Target(number, int(node), is_left, cell, code))
                else:
                    why = _why_not(item, space, int(node), is_left)
                    impossible.append(Impossible(number, int(node), is_left, why))
    stacked = Boxes(
        np.concatenate([part.low for part in parts]) if parts else np.empty((0, 0), np.int64),
        np.concatenate([part.high for part in parts]) if parts else np.empty((0, 0), np.int64),
        np.concatenate([part.null for part in parts]) if parts else np.empty((0, 0), bool),
        np.concatenate([part.sets for part in parts]) if parts else np.empty((0, 0), np.uint64),
    )
    return Targets(tuple(wanted), stacked, tuple(impossible), tuple(unresolved))


def _side(
    item: PlacedTree, layout: Layout, inner: npt.NDArray[np.int64], is_left: bool
) -> tuple[Boxes, list[int | None]]:
    """Return the boxes of one side of splits, pinned to the value next to the switch."""
    children = item.tree.left[inner] if is_left else item.tree.right[inner]
    boxes = item.boxes.take(children)
    codes: list[int | None] = []
    for row, node in enumerate(inner):
        if int(node) in item.left_values:
            codes.append(None)
            continue
        at = int(layout.place[item.cell[node]])
        lower = bool(item.lower_left[node]) == is_left
        code = int(item.switch[node]) + (0 if lower else 1)
        if boxes.low[row, at] <= code <= boxes.high[row, at]:
            boxes.low[row, at] = boxes.high[row, at] = code
            boxes.null[row, at] = False
            codes.append(code)
        else:
            # No allowed value stands there; null may still go that way.
            codes.append(NULL if boxes.null[row, at] else None)
            boxes.low[row, at], boxes.high[row, at] = 1, 0
    return boxes, codes


def _why_not(item: PlacedTree, space: WireSpace, node: int, is_left: bool) -> str:
    layout = Layout.of(space)
    tree, parents = item.tree, item.tree.parents
    child = int(tree.left[node] if is_left else tree.right[node])
    box = item.boxes.take(np.array([child]))
    if box.possible(layout)[0]:
        # Only the value beside the switch is out of reach.
        box, _ = _side(item, layout, np.array([node]), is_left)
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
            return f"unreachable: the splits above it leave no {cell.column.type.value} value of {cell.name}"
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
