"""The mutants of one tree operator, played in numpy: no session is made for any of them.

A mutant changes the leaf of the few rows that meet its node; their sums are added anew (`Sums`)
and judged behind the rest of the graph (`DownstreamGraph`), tens of thousands a session.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.estimator import Tree, answers_left
from handover.mutation.comparer import Comparer
from handover.mutation.mutant_group import Kills
from handover.mutation.mutation_rows import MutationRows
from handover.mutation.trees.downstream_graph import MOST_ROWS, DownstreamGraph
from handover.mutation.trees.kinds import (
    DROPPED,
    FEATURE,
    LEAF_ULP,
    LEAVES,
    MISSING,
    SPLITS,
    leaf_changed,
)
from handover.mutation.trees.sums import Features, Places, Sums, ends, levels
from handover.row_space.graph_trees import GraphEnsemble

if TYPE_CHECKING:
    import onnx


# Of more mutants every n-th is played, which is said: time and memory stay bounded.
MOST_MUTANTS = 200_000


@dataclass(frozen=True)
class _Pairs:
    """Rows that meet a mutant, and the weights their tree then adds, shape (pairs, targets)."""

    mutants: Places
    rows: Places
    weights: npt.NDArray[Any]


class TreeGroup:
    """See `Group`. ``tree`` and ``node`` are the place of each mutant; node 0 for a whole tree."""

    def __init__(
        self,
        model: onnx.ModelProto,
        found: GraphEnsemble,
        comparer: Comparer,
        *,
        can_miss: npt.NDArray[np.bool_],
    ) -> None:
        """Make the mutants.

        Parameters
        ----------
        can_miss
            Which features an allowed row can leave missing, shape (features,): only their splits
            have a direction for missing values that anything could meet.
        """
        self.found = found
        self.trees = found.ensemble.trees
        self._comparer = comparer
        self._tail = DownstreamGraph(model, found.operator)
        asked = np.concatenate([tree.feature[tree.splits] for tree in self.trees])
        self.used = np.unique(asked)
        kinds: list[str] = []
        trees: list[Places] = []
        nodes: list[Places] = []
        for number, tree in enumerate(self.trees):
            for kind in (*SPLITS, *LEAVES, DROPPED):
                here = self._nodes(tree, number, kind, can_miss)
                kinds += [kind] * len(here)
                trees.append(np.full(len(here), number))
                nodes.append(here)
        # Evenly spread over trees and kinds, since both are in order.
        self.made = len(kinds)
        self.stride = -(-self.made // MOST_MUTANTS)
        self.kinds = np.array(kinds, dtype=object)[:: self.stride]
        self.rounding = np.asarray(self.kinds == LEAF_ULP, dtype=bool)
        self.tree = np.concatenate(trees).astype(np.int64)[:: self.stride]
        self.node = np.concatenate(nodes).astype(np.int64)[:: self.stride]
        self.tried: Places = np.zeros(len(self.kinds), dtype=np.int64)
        self._cache: tuple[int, MutationRows, Features, Sums] | None = None

    def _nodes(self, tree: Tree, number: int, kind: str, can_miss: Any) -> Places:
        if kind in LEAVES:
            leaves = tree.leaves
            weights = self.found.leaves[number][leaves]
            differ = (leaf_changed(weights, kind) != weights).any(axis=1)
            return np.asarray(leaves[differ & weights.any(axis=1)])
        if kind == DROPPED:
            return np.zeros(1 if self.found.leaves[number].any() else 0, dtype=np.int64)
        splits = tree.splits
        if kind == MISSING:
            return np.asarray(splits[can_miss[tree.feature[splits]]])
        if kind == FEATURE and len(self.used) < 2:
            return np.empty(0, dtype=np.int64)
        return splits

    def where(self, mutant: int) -> str:
        """Name tree and node."""
        label = self.trees[self.tree[mutant]].label
        return label if self.kinds[mutant] == DROPPED else f"{label} node {self.node[mutant]}"

    def play(self, rows: MutationRows, wanted: Places, *, first: int, most: int) -> Kills:
        """Return kills of the wanted mutants; see `Group`."""
        features, sums = self._on(rows)
        kills: list[Kills] = []
        waiting: list[tuple[Places, Places, npt.NDArray[Any]]] = []
        held = 0
        for tree in np.unique(self.tree[wanted]):
            mine = wanted[self.tree[wanted] == tree]
            for pairs in self._pairs(int(tree), mine, features, sums, first, most):
                np.add.at(self.tried, pairs.mutants, 1)
                reached = sums.instead(int(tree), pairs.rows, pairs.weights)
                moved = (reached != sums.total[pairs.rows]).any(axis=1)
                if moved.any():
                    waiting.append((pairs.mutants[moved], pairs.rows[moved], reached[moved]))
                    held += int(moved.sum())
                if held >= MOST_ROWS - 1:
                    kills.append(self._judged(rows, waiting))
                    waiting, held = [], 0
        if waiting:
            kills.append(self._judged(rows, waiting))
        return Kills.joined(kills)

    def _on(self, rows: MutationRows) -> tuple[Features, Sums]:
        """Return features and sums of rows, kept until other rows come."""
        if self._cache is None or self._cache[1] is not rows:
            (head,) = self.found.ensemble.transformers
            features = np.asarray(head.transform(rows.feed), dtype=np.float64)
            self._cache = (len(rows), rows, features, Sums(self.found, features))
        return self._cache[2], self._cache[3]

    def _judged(
        self, rows: MutationRows, waiting: list[tuple[Places, Places, npt.NDArray[Any]]]
    ) -> Kills:
        mutants, which, sums = (np.concatenate(part) for part in zip(*waiting, strict=True))
        # The same sum of the same row is one question, whoever asks.
        key = np.concatenate(
            [which.astype("<i8").view(np.uint8).reshape(len(which), 8), _bytes(sums)], axis=1
        )
        _, at, back = np.unique(
            np.ascontiguousarray(key).view(f"V{key.shape[1]}").reshape(-1),
            return_index=True,
            return_inverse=True,
        )
        answers = self._tail(sums[at], which[at], rows.feed)
        wrong = rows.wrong(self._comparer, answers, which[at])[back.reshape(-1)]
        return Kills(mutants[wrong], which[wrong])

    def _pairs(
        self, number: int, mine: Places, features: Features, sums: Sums, first: int, most: int
    ) -> Iterator[_Pairs]:
        tree, leaves = self.trees[number], self.found.leaves[number]
        leaf = sums.leaf[number]
        walked: list[tuple[Places, Places]] | None = None
        for kind in dict.fromkeys(self.kinds[mine].tolist()):
            asked = mine[self.kinds[mine] == kind]
            mutant_of = np.full(len(tree.feature), -1, dtype=np.int64)
            mutant_of[self.node[asked]] = asked
            if kind in SPLITS:
                if walked is None:
                    walked = list(levels(tree, features))
                changed = SPLITS[kind](tree, self.used)
                rows, nodes, start = _diverted(tree, changed, features, walked, mutant_of)
                kept = _some(nodes, rows, first, most)
                rows, nodes = rows[kept], nodes[kept]
                ended = ends(tree, features[rows], start[kept])
                weights = leaves[ended]
                differ = (weights != leaves[leaf[rows]]).any(axis=1)
                yield _Pairs(mutant_of[nodes[differ]], rows[differ], weights[differ])
            elif kind in LEAVES:
                rows = np.flatnonzero(mutant_of[leaf] >= 0)
                rows = rows[_some(leaf[rows], rows, first, most)]
                yield _Pairs(mutant_of[leaf[rows]], rows, leaf_changed(leaves[leaf[rows]], kind))
            else:
                rows = np.flatnonzero(leaves[leaf].any(axis=1))
                rows = rows[_some(np.zeros(len(rows), np.int64), rows, first, most)]
                nothing = np.zeros((len(rows), leaves.shape[1]), dtype=leaves.dtype)
                yield _Pairs(np.full(len(rows), asked[0]), rows, nothing)


def _diverted(
    tree: Tree,
    changed: Tree,
    features: Features,
    walked: list[tuple[Places, Places]],
    mutant_of: Places,
) -> tuple[Places, Places, Places]:
    """Return rows, nodes and the child where the changed tree sends a row elsewhere."""
    rows, nodes, start = [], [], []
    for walking, standing in walked:
        of_interest = mutant_of[standing] >= 0
        at, here = walking[of_interest], standing[of_interest]
        left = answers_left(tree, here, features[at, tree.feature[here]])
        left_then = answers_left(changed, here, features[at, changed.feature[here]])
        child = np.where(left, tree.left[here], tree.right[here])
        child_then = np.where(left_then, changed.left[here], changed.right[here])
        other = child != child_then
        rows.append(at[other])
        nodes.append(here[other])
        start.append(child_then[other])
    empty = np.empty(0, dtype=np.int64)
    return (
        np.concatenate([empty, *rows]),
        np.concatenate([empty, *nodes]),
        np.concatenate([empty, *start]),
    )


def _some(groups: Places, rows: Places, first: int, most: int) -> Places:
    """Choose from each group the rows numbered ``first`` to ``first + most`` of a mixed order."""
    # A fixed mixing: neighbours in file order are often alike.
    mixed = (rows * 2654435761) % 4294967291
    order = np.lexsort((mixed, groups))
    ordered = groups[order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered, side="left")
    chosen: Places = order[(rank >= first) & (rank < first + most)]
    return chosen


def _bytes(sums: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(sums).view(np.uint8).reshape(len(sums), -1)
