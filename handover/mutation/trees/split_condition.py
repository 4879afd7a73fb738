"""A split's question about one cell of the wire row, and boxes cut down to one answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from handover.estimator import Tree, answers_left
from handover.row_space.boxes import Boxes, Layout
from handover.row_space.cells import WireSpace
from handover.row_space.forest import UNRESOLVED, PlacedTree


@dataclass(frozen=True)
class SplitCondition:
    """Which codes of a cell go left.

    For a number: those up to ``switch`` where ``lower_left``, those above it otherwise. For a
    table cell: ``went``, one bool a value, null last. ``null_left`` says where null goes.
    """

    cell: int
    switch: int = 0
    lower_left: bool = True
    null_left: bool = False
    went: npt.NDArray[np.bool_] | None = None

    @property
    def negated(self) -> SplitCondition:
        """The same question with its answers exchanged."""
        return replace(
            self,
            lower_left=not self.lower_left,
            null_left=not self.null_left,
            went=None if self.went is None else ~self.went,
        )


def split_condition(item: PlacedTree, node: int) -> SplitCondition | None:
    """Return what a split of the model asks; None where no single cell answers it."""
    if item.cell[node] == UNRESOLVED:
        return None
    return SplitCondition(
        int(item.cell[node]),
        int(item.switch[node]),
        bool(item.lower_left[node]),
        bool(item.null_left[node]),
        item.left_values.get(node),
    )


def changed_condition(
    item: PlacedTree, changed: Tree, node: int, switch: int | None
) -> SplitCondition | None:
    """Return what a mutated split asks; ``switch`` was solved for it where a number decides."""
    mapped, feature = item.mapped, int(changed.feature[node])
    cell = int(mapped.source[feature])
    if cell < 0 or changed.opaque[node]:
        return None
    at = np.array([node])
    null_left = bool(answers_left(changed, at, mapped.at_null[[feature]])[0])
    if feature in mapped.tables:
        values = mapped.tables[feature]
        went = answers_left(changed, np.full(len(values), node), values)
        return SplitCondition(cell, null_left=null_left, went=np.append(went, null_left))
    if switch is None:
        return None
    return SplitCondition(cell, switch, bool(mapped.direction[feature] > 0), null_left)


def satisfying_box(
    space: WireSpace, layout: Layout, box: Boxes, asked: SplitCondition, *, left: bool
) -> Boxes:
    """Return the part of a single box whose rows go left, or right."""
    found = Boxes(box.low.copy(), box.high.copy(), box.null.copy(), box.sets.copy())
    at = int(layout.place[asked.cell])
    if asked.went is not None:
        span = layout.span(asked.cell, len(asked.went) - 1)
        went = asked.went if left else ~asked.went
        found.sets[0, span] &= layout.bits(space, asked.cell, went)
        return found
    found.null[0, at] &= asked.null_left == left
    if asked.lower_left == left:
        found.high[0, at] = min(int(found.high[0, at]), asked.switch)
    else:
        found.low[0, at] = max(int(found.low[0, at]), asked.switch + 1)
    return found
