"""Regions of wire rows on which a tree mutant ends in another leaf.

The box of the node is cut down to the rows that the changed split sends the other way, and then
to pairs of leaves: one that the model reaches and a different one that the mutant reaches. When
nothing is left, no allowed row can tell the two apart, and that is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.estimator import Tree
from handover.mutation.trees.kinds import DROPPED, LEAVES, SPLITS
from handover.mutation.trees.split_condition import (
    SplitCondition,
    changed_condition,
    satisfying_box,
    split_condition,
)
from handover.row_space.boxes import Boxes, Layout
from handover.row_space.breakpoints import switches
from handover.row_space.cells import Codes, WireSpace
from handover.row_space.forest import PlacedTree

# Pairs of nodes looked at for one mutant before the search stops calling itself a proof.
MOST_STEPS = 3000

UNREACHABLE = "no allowed row reaches the node"
SAME_WAY = "no allowed row at the node is sent another way"
SAME_LEAVES = "every allowed row ends in a leaf of the same weights"


@dataclass(frozen=True)
class Ended:
    """The search of a mutant's region is over; ``proof`` is empty where it proves nothing."""

    proof: str


class Regions:
    """Searches boxes for the mutants of one ensemble.

    Parameters
    ----------
    leaves
        The weights of each tree's nodes.
    used
        The features that the ensemble uses.
    """

    def __init__(
        self,
        space: WireSpace,
        placed: Sequence[PlacedTree],
        leaves: Sequence[npt.NDArray[Any]],
        used: npt.NDArray[np.int64],
        base: Codes,
    ) -> None:
        self._space = space
        self._layout = Layout.of(space)
        self._placed = placed
        self._leaves = leaves
        self._used = used
        self._base = base
        self._questions: dict[tuple[int, int], SplitCondition | None] = {}
        self._switch: Mapping[tuple[int, float], int] = {}
        self._trees: dict[tuple[str, int], Tree] = {}

    def prepare(self, mutants: Sequence[tuple[str, int, int]]) -> None:
        """Solve the switch values of all mutated thresholds at once."""
        asked: dict[tuple[int, float], bool] = {}
        for kind, tree, node in mutants:
            if kind in SPLITS:
                item, changed = self._placed[tree], self._changed(kind, tree)
                feature = int(changed.feature[node])
                if item.mapped.direction[feature] and not changed.equal[node]:
                    asked[feature, float(changed.threshold[node])] = changed.narrow
        if asked:
            item = self._placed[0]
            features, thresholds = (np.array(part) for part in zip(*asked, strict=True))
            narrow = np.array(list(asked.values()))
            solved = switches(
                self._space,
                item.transform,
                item.mapped,
                self._base[0],
                features,
                thresholds,
                narrow,
            )
            self._switch = dict(zip(asked, solved.tolist(), strict=True))

    def _changed(self, kind: str, tree: int) -> Tree:
        key = (kind, tree)
        if key not in self._trees:
            self._trees[key] = SPLITS[kind](self._placed[tree].tree, self._used)
        return self._trees[key]

    def of(self, kind: str, tree: int, node: int) -> Iterator[Boxes | Ended]:
        """Yield boxes (single ones) whose rows may tell the mutant from the model; `Ended` last."""
        item = self._placed[tree]
        if kind == DROPPED:
            yield Ended("")
            return
        box = item.boxes.take(np.array([node]))
        if not box.possible(self._layout)[0]:
            # A box is too large below a split that no single cell answers, never too small.
            yield Ended(UNREACHABLE)
            return
        if kind in LEAVES:
            yield box
            yield Ended("")
            return
        yield from self._pairs(item, tree, node, box, self._changed(kind, tree), kind)

    def _pairs(
        self, item: PlacedTree, tree: int, node: int, box: Boxes, changed: Tree, kind: str
    ) -> Iterator[Boxes | Ended]:
        first = split_condition(item, node)
        key = (int(changed.feature[node]), float(changed.threshold[node]))
        then = changed_condition(item, changed, node, self._switch.get(key))
        if first is None or then is None:
            yield Ended("")
            return
        if changed.left[node] != item.tree.left[node]:
            then = then.negated
        found, sent, steps, exact = 0, 0, 0, True
        for left in (True, False):
            part = satisfying_box(self._space, self._layout, box, first, left=left)
            part = satisfying_box(self._space, self._layout, part, then, left=not left)
            if not part.possible(self._layout)[0]:
                continue
            sent += 1
            children = (int(item.tree.left[node]), int(item.tree.right[node]))
            start = children if left else children[::-1]
            waiting = [(part, *start)]
            while waiting:
                steps += 1
                if steps > MOST_STEPS:
                    exact = False
                    break
                here, one, other = waiting.pop()
                split = one if item.tree.feature[one] >= 0 else other
                if item.tree.feature[split] < 0:
                    weights = self._leaves[tree]
                    if (weights[one] != weights[other]).any():
                        found += 1
                        yield here
                    continue
                for is_left, child in (
                    (True, int(item.tree.left[split])),
                    (False, int(item.tree.right[split])),
                ):
                    asked = self._question(item, tree, split)
                    inside = here
                    if asked is not None:
                        inside = satisfying_box(
                            self._space, self._layout, here, asked, left=is_left
                        )
                        if not inside.possible(self._layout)[0]:
                            continue
                    waiting.append((inside, child, other) if split == one else (inside, one, child))
        if found or not exact:
            yield Ended("")
        else:
            yield Ended(SAME_LEAVES if sent else SAME_WAY)

    def _question(self, item: PlacedTree, tree: int, node: int) -> SplitCondition | None:
        key = (tree, node)
        if key not in self._questions:
            self._questions[key] = split_condition(item, node)
        return self._questions[key]
