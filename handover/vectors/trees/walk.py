"""Walk rows through trees: which nodes each row reaches. Nothing here is assumed, only computed.

The walk is this package's own, in numpy, because histogram boosting offers no decision path;
tests hold it to scikit-learn's ``apply`` and ``decision_path``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from handover.vectors.trees.arrays import Tree, answers_left

Features = npt.NDArray[np.float64]


def reached(tree: Tree, features: Features) -> npt.NDArray[np.bool_]:
    """Say which nodes each row reaches.

    Parameters
    ----------
    features
        Transformed rows, shape (rows, features), float64; NaN is missing.

    Returns
    -------
    bool array of shape (rows, nodes); the root is always reached, and exactly one leaf.
    """
    rows = len(features)
    found = np.zeros((rows, len(tree.feature)), dtype=bool)
    at = np.zeros(rows, dtype=np.int64)
    alive = np.arange(rows)
    while len(alive):
        here = at[alive]
        found[alive, here] = True
        alive = alive[(tree.feature[here] >= 0) & ~tree.opaque[here]]
        if not len(alive):
            break
        here = at[alive]
        values = features[alive, tree.feature[here]]
        at[alive] = np.where(answers_left(tree, here, values), tree.left[here], tree.right[here])
    return found


def paths(tree: Tree) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]]:
    """Return, for every node, the splits above it (root first) and whether each was left."""
    found: list[Any] = [None] * len(tree.feature)
    found[0] = (np.empty(0, dtype=np.int64), np.empty(0, dtype=bool))
    stack = [0]
    while stack:
        node = stack.pop()
        if tree.feature[node] < 0:
            continue
        above, sides = found[node]
        for child, is_left in ((tree.left[node], True), (tree.right[node], False)):
            found[child] = (np.append(above, node), np.append(sides, is_left))
            stack.append(int(child))
    return found
