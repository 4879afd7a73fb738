"""Walk rows through trees: which nodes each row reaches. Nothing here is assumed, only computed.

The walk is this package's own, in numpy, because histogram boosting offers no decision path;
tests hold it to scikit-learn's ``apply`` and ``decision_path``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from handover.estimator import Tree, answers_left

Features = npt.NDArray[np.float64]


def ends(tree: Tree, features: Features) -> npt.NDArray[np.int64]:
    """Say where each row's walk ends: in a leaf, or at a question that is no comparison.

    Parameters
    ----------
    features
        Transformed rows, shape (rows, features), float64; NaN is missing.
    """
    asks = (tree.feature >= 0) & ~tree.opaque
    # Where nothing is asked a row stays, so all of them walk until none of them moves.
    itself = np.arange(len(tree.feature))
    feature = np.where(asks, tree.feature, 0)
    left, right = np.where(asks, tree.left, itself), np.where(asks, tree.right, itself)
    at: npt.NDArray[np.int64] = np.zeros(len(features), dtype=np.int64)
    start = np.arange(len(features)) * (features.shape[1] if features.ndim > 1 else 0)
    values = np.ascontiguousarray(features).reshape(-1)
    while asks[at].any():
        asked = values[start + feature[at]]
        at = np.where(answers_left(tree, at, asked), left[at], right[at])
    return at


def reached(tree: Tree, features: Features) -> npt.NDArray[np.bool_]:
    """Say which nodes each row reaches, as a bool array of shape (rows, nodes).

    The root is always reached, and exactly one end (`ends`).
    """
    found = np.zeros((len(features), len(tree.feature)), dtype=bool)
    at = ends(tree, features)
    rows: npt.NDArray[np.int64] = np.arange(len(features))
    parents = tree.parents
    while len(at):
        found[rows, at] = True
        above = parents[at]
        rows, at = rows[above >= 0], above[above >= 0]
    return found


class Visits:
    """The rows that reach each node of a tree, without a table of rows and nodes.

    Parameters
    ----------
    features
        Transformed rows, shape (rows, features), float64; NaN is missing.
    """

    def __init__(self, tree: Tree, features: Features) -> None:
        # Numbered along their paths, the ends below a node are neighbours, and so are their rows.
        first, last = _numbered(tree)
        number = first[ends(tree, features)]
        self._order = np.argsort(number, kind="stable")
        numbers = number[self._order]
        self._from = np.searchsorted(numbers, first, side="left")
        self._until = np.searchsorted(numbers, last, side="right")

    def of(self, node: int) -> npt.NDArray[np.int64]:
        """Return the rows that reach the node, those of one leaf together."""
        return self._order[self._from[node] : self._until[node]]


def reaches(tree: Tree, features: Features, nodes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Say of each row, shape (rows, features), whether it reaches the one node asked of it."""
    first, last = _numbered(tree)
    number = first[ends(tree, features)]
    return np.asarray((first[nodes] <= number) & (number <= last[nodes]))


def _numbered(tree: Tree) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Number the nodes depth first; return each node's number and the last one below it."""
    count = len(tree.feature)
    number = np.zeros(count, dtype=np.int64)
    visited: list[int] = []
    stack = [0]
    while stack:
        node = stack.pop()
        number[node] = len(visited)
        visited.append(node)
        if tree.feature[node] >= 0:
            stack += (int(tree.right[node]), int(tree.left[node]))
    last = number.copy()
    for node in reversed(visited):
        if tree.feature[node] >= 0:
            last[node] = max(last[tree.left[node]], last[tree.right[node]])
    return number, last


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
