"""Every tree of an estimator as plain arrays: what it asks, in which precision, where null goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.estimator.members import (
    Sees,
    is_calibration,
    is_chain,
    is_committee,
    members_of,
)
from handover.estimator.steps import unwrap


@dataclass(frozen=True)
class Tree:
    """One binary tree; node 0 is the root, a leaf has ``feature`` -1.

    A row goes left where ``x[feature] <= threshold``, or where it is NaN and
    ``missing_left``. ``threshold`` is float64; ``x`` is rounded to float32 first when
    ``narrow`` (every tree of sklearn.tree; histogram boosting compares in float64).
    ``label`` names the tree to a person. ``equal`` marks nodes that ask ``x == threshold``
    instead, ``opaque`` those whose question is no comparison.
    """

    label: str
    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    missing_left: npt.NDArray[np.bool_]
    narrow: bool
    opaque: npt.NDArray[np.bool_]
    equal: npt.NDArray[np.bool_]

    @property
    def splits(self) -> npt.NDArray[np.int64]:
        """Node numbers that ask a question."""
        return np.flatnonzero(self.feature >= 0)

    @property
    def leaves(self) -> npt.NDArray[np.int64]:
        """Node numbers that end a path."""
        return np.flatnonzero(self.feature < 0)

    @property
    def parents(self) -> npt.NDArray[np.int64]:
        """Parent of each node, -1 for the root."""
        found = np.full(len(self.feature), -1, dtype=np.int64)
        inner = self.splits
        found[self.left[inner]] = inner
        found[self.right[inner]] = inner
        return found


@dataclass(frozen=True)
class Ensemble:
    """The trees of one fitted model and the chain of transformers before them, outermost first."""

    transformers: tuple[Any, ...]
    trees: tuple[Tree, ...]


def ensembles(estimator: Any) -> tuple[Ensemble, ...]:
    """Find every tree model inside pipelines, searches, votes and calibrations, if there is one."""
    return tuple(_find(estimator, ()))


def _find(estimator: Any, before: tuple[Any, ...]) -> Iterator[Ensemble]:
    estimator = unwrap(estimator)
    inner = [member for member in members_of(estimator) if not member.is_word]
    if is_chain(estimator):
        if inner:
            yield from _find(inner[-1].step, (*before, *(each.step for each in inner[:-1])))
        return
    trees = tuple(_trees(estimator))
    if trees:
        yield Ensemble(before, trees)
    elif is_calibration(estimator) or is_committee(estimator):
        for member in inner:
            if member.sees is Sees.INPUT:
                yield from _find(member.step, before)


def _trees(estimator: Any) -> Iterator[Tree]:
    if hasattr(estimator, "tree_"):
        yield _from_sklearn("tree 0", estimator.tree_, None)
    elif hasattr(estimator, "_predictors"):
        several = len(estimator._predictors) > 0 and len(estimator._predictors[0]) > 1
        for number, iteration in enumerate(estimator._predictors):
            for output, predictor in enumerate(iteration):
                label = f"tree {number}" + (f" class {output}" if several else "")
                yield _from_histogram(label, predictor)
    elif hasattr(estimator, "estimators_") and not is_committee(estimator):
        members = np.asarray(estimator.estimators_, dtype=object)
        if members.ndim == 1:
            members = members[:, None]
        subsets = getattr(estimator, "estimators_features_", None)
        for number in range(members.shape[0]):
            for output in range(members.shape[1]):
                member = members[number, output]
                if not hasattr(member, "tree_"):
                    return
                label = f"tree {number}" + (f" class {output}" if members.shape[1] > 1 else "")
                subset = None if subsets is None else np.asarray(subsets[number])
                yield _from_sklearn(label, member.tree_, subset)


def _from_sklearn(label: str, tree: Any, subset: npt.NDArray[Any] | None) -> Tree:
    inner = tree.children_left >= 0
    feature = np.where(inner, tree.feature, -1).astype(np.int64)
    if subset is not None:
        feature = np.where(inner, subset[np.where(inner, feature, 0)], -1).astype(np.int64)
    missing = getattr(tree, "missing_go_to_left", np.zeros(len(feature)))
    return Tree(
        label=label,
        feature=feature,
        threshold=np.asarray(tree.threshold, dtype=np.float64),
        left=np.asarray(tree.children_left, dtype=np.int64),
        right=np.asarray(tree.children_right, dtype=np.int64),
        missing_left=np.asarray(missing).astype(bool),
        narrow=True,
        opaque=np.zeros(len(feature), dtype=bool),
        equal=np.zeros(len(feature), dtype=bool),
    )


def _from_histogram(label: str, predictor: Any) -> Tree:
    nodes = predictor.nodes
    inner = nodes["is_leaf"] == 0
    return Tree(
        label=label,
        feature=np.where(inner, nodes["feature_idx"], -1).astype(np.int64),
        threshold=nodes["num_threshold"].astype(np.float64),
        left=np.where(inner, nodes["left"], -1).astype(np.int64),
        right=np.where(inner, nodes["right"], -1).astype(np.int64),
        missing_left=nodes["missing_go_to_left"].astype(bool),
        narrow=False,
        opaque=inner & (nodes["is_categorical"] != 0),
        equal=np.zeros(len(nodes), dtype=bool),
    )


def answers_left(
    tree: Tree, nodes: npt.NDArray[np.int64], values: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Say for each pair (node, value) whether the tree sends the value left there."""
    if tree.narrow:
        with np.errstate(over="ignore"):
            values = values.astype(np.float32).astype(np.float64)
    asked = tree.threshold[nodes]
    yes = values <= asked
    # Most trees ask for no equality and most rows miss nothing: millions of answers go this way.
    if tree.equal.any():
        yes = np.where(tree.equal[nodes], values == asked, yes)
    missing = np.isnan(values)
    if missing.any():
        yes = np.where(missing, tree.missing_left[nodes], yes)
    return np.asarray(yes, dtype=bool)
