"""Kinds of wrong re-implementation of one node of a tree.

A split kind is a whole tree changed at every split; the mutant of a node uses it at that node
alone. On float32 inputs `threshold one ulp down` and `< for <=` are one function, and so are
`threshold one ulp up` and `<= for <`: each is counted once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.estimator import Tree

TreeChange = Callable[[Tree, npt.NDArray[np.int64]], Tree]
Weights = npt.NDArray[Any]


def _threshold(direction: float) -> TreeChange:
    def change(tree: Tree, used: npt.NDArray[np.int64]) -> Tree:
        kind: Any = np.float32 if tree.narrow else np.float64
        with np.errstate(over="ignore"):
            moved = np.nextafter(tree.threshold.astype(kind), kind(direction))
        return replace(tree, threshold=moved.astype(np.float64))

    return change


def _missing(tree: Tree, used: npt.NDArray[np.int64]) -> Tree:
    return replace(tree, missing_left=~tree.missing_left)


def _children(tree: Tree, used: npt.NDArray[np.int64]) -> Tree:
    return replace(tree, left=tree.right, right=tree.left)


def _feature(tree: Tree, used: npt.NDArray[np.int64]) -> Tree:
    # The next feature that the ensemble uses, as an index that is off by one would read.
    following = used[(np.searchsorted(used, tree.feature) + 1) % len(used)]
    return replace(tree, feature=np.where(tree.feature >= 0, following, -1))


SPLITS: Mapping[str, TreeChange] = {
    "tree threshold one ulp up (<= for <)": _threshold(np.inf),
    "tree threshold one ulp down (< for <=)": _threshold(-np.inf),
    "tree missing value sent the other way": _missing,
    "tree children swapped": _children,
    "tree split reads another feature": _feature,
}
MISSING = "tree missing value sent the other way"
FEATURE = "tree split reads another feature"


def _ulp(weights: Weights) -> Weights:
    return np.asarray(np.nextafter(weights, weights.dtype.type(np.inf)))


def _percent(weights: Weights) -> Weights:
    return np.asarray(weights * weights.dtype.type(1.01), dtype=weights.dtype)


LEAF_ULP = "tree leaf one ulp off"

LEAVES: Mapping[str, Callable[[Weights], Weights]] = {
    LEAF_ULP: _ulp,
    "tree leaf 1 % off": _percent,
}

DROPPED = "tree dropped (early stop)"


def leaf_changed(weights: Weights, kind: str) -> Weights:
    """Return leaves, shape (leaves, targets), with the largest weight of each changed."""
    changed = weights.copy()
    row = np.arange(len(weights))
    largest = np.abs(weights).argmax(axis=1)
    changed[row, largest] = LEAVES[kind](weights[row, largest])
    return changed
