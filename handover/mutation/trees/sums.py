"""An ensemble's sums over rows, kept so that one changed leaf costs one short addition.

The additions are those of ONNX Runtime with one thread: in the operator's type, tree after tree
(fidelity: tree_ensemble_common.h; `tests/vectors/test_graph_trees.py` holds the leaves to its
bits, `tests/mutation/test_trees.py` the whole).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.estimator import Tree, answers_left
from handover.row_space.graph_trees import GraphEnsemble

Features = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


def levels(tree: Tree, features: Features) -> Iterator[tuple[Places, Places]]:
    """Walk all rows at once; yield (rows, their splits) level by level, root first."""
    rows = np.arange(len(features))
    at = np.zeros(len(features), dtype=np.int64)
    while True:
        rows = rows[tree.feature[at[rows]] >= 0]
        if not len(rows):
            return
        here = at[rows]
        yield rows, here
        left = answers_left(tree, here, features[rows, tree.feature[here]])
        at[rows] = np.where(left, tree.left[here], tree.right[here])


def ends(tree: Tree, features: Features, start: Places) -> Places:
    """Return the leaf in which each row ends that starts at ``start``, shape (rows,)."""
    at = start.copy()
    rows = np.arange(len(features))
    while True:
        rows = rows[tree.feature[at[rows]] >= 0]
        if not len(rows):
            return at
        here = at[rows]
        left = answers_left(tree, here, features[rows, tree.feature[here]])
        at[rows] = np.where(left, tree.left[here], tree.right[here])


class Sums:
    """What every tree adds for every row.

    ``leaf`` has shape (trees, rows): the leaf each row ends in. ``total`` has shape (rows,
    targets): the sums before base values and post transform, divided where the operator averages.
    """

    def __init__(self, found: GraphEnsemble, features: Features) -> None:
        self._found = found
        trees = found.ensemble.trees
        start = np.zeros(len(features), dtype=np.int64)
        self.leaf = np.stack([ends(tree, features, start) for tree in trees])
        shape = (len(features), found.operator.weights.shape[1])
        self._adds = np.empty((len(trees), *shape), dtype=found.operator.weights.dtype)
        self._before = np.empty_like(self._adds)
        total = np.zeros(shape, dtype=found.operator.weights.dtype)
        for number, leaves in enumerate(found.leaves):
            self._adds[number] = leaves[self.leaf[number]]
            self._before[number] = total
            total = total + self._adds[number]
        self.total = self._aggregated(total)

    def instead(self, tree: int, rows: Places, weights: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the sums of rows in which one tree adds ``weights``, shape (rows, targets)."""
        total = self._before[tree][rows] + weights
        for later in range(tree + 1, len(self._adds)):
            total += self._adds[later][rows]
        return self._aggregated(total)

    def _aggregated(self, total: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if self._found.operator.aggregate == "AVERAGE":
            return np.asarray(total / total.dtype.type(len(self._adds)))
        return total
