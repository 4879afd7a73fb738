"""All splits of a model as questions about cells, and the box of every node.

In: the ensembles of an estimator and the wire space. Out: for each split its cell and switch
value where it has them, and the boxes that `packing` intersects. A split on a feature that mixes
several cells, or that neither rises nor falls, is left to `probing`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.estimator import Ensemble, Tree, answers_left
from handover.row_space.boxes import Boxes, Layout, whole
from handover.row_space.breakpoints import switches
from handover.row_space.cells import Codes, WireSpace
from handover.row_space.feature_map import FeatureMap, Transform, feature_map

UNRESOLVED = -1


@dataclass(frozen=True)
class PlacedTree:
    """One tree with its transform, and what each of its splits asks of the wire row.

    ``cell`` is the cell a split asks about, `UNRESOLVED` (-1) where no single cell answers it.
    ``switch`` is the largest code on the lower side; ``lower_left`` says whether the lower side
    goes left. ``left_values`` holds, by split on a table cell, which of its values go left (null
    last). ``null_left`` says where null goes. ``boxes`` has one box a node; ``exact`` is False
    below an unresolved split.
    """

    tree: Tree
    transform: Transform
    mapped: FeatureMap
    cell: npt.NDArray[np.int64]
    switch: npt.NDArray[np.int64]
    lower_left: npt.NDArray[np.bool_]
    null_left: npt.NDArray[np.bool_]
    null_missing: npt.NDArray[np.bool_]
    left_values: dict[int, npt.NDArray[np.bool_]]
    boxes: Boxes
    exact: npt.NDArray[np.bool_]


def place(
    found: tuple[Ensemble, ...],
    space: WireSpace,
    present: Callable[[Codes], Any],
    base: Codes,
) -> tuple[PlacedTree, ...]:
    """Map every tree onto the wire space.

    Parameters
    ----------
    present
        Turns codes, shape (rows, cells), into what the estimator is given.
    base
        Hold-out rows as codes, at least one.
    """
    layout = Layout.of(space)
    placed: list[PlacedTree] = []
    for ensemble in found:
        transform = transform_of(ensemble.transformers, present)
        mapped = feature_map(space, transform, base)
        placed.extend(_place(ensemble, space, layout, transform, mapped, base))
    return tuple(placed)


def transform_of(transformers: tuple[Any, ...], present: Callable[[Codes], Any]) -> Transform:
    """Return the function from codes to the features that the trees see, dense float64."""

    def transform(codes: Codes) -> npt.NDArray[np.float64]:
        # Values far outside the training data are asked for on purpose.
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            rows = present(codes)
            for transformer in transformers:
                rows = transformer.transform(rows)
        if hasattr(rows, "toarray"):
            rows = rows.toarray()
        return np.ascontiguousarray(rows, dtype=np.float64)

    return transform


def _place(
    ensemble: Ensemble,
    space: WireSpace,
    layout: Layout,
    transform: Transform,
    mapped: FeatureMap,
    base: Codes,
) -> Iterator[PlacedTree]:
    asked: dict[tuple[int, float, bool], int] = {}
    for tree in ensemble.trees:
        for node in tree.splits:
            feature = int(tree.feature[node])
            if mapped.direction[feature] and not (tree.opaque[node] or tree.equal[node]):
                asked.setdefault((feature, float(tree.threshold[node]), tree.narrow), len(asked))
    features, thresholds, narrow = (
        (np.array(part) for part in zip(*asked, strict=True))
        if (asked)
        else (np.empty(0, np.int64), np.empty(0), np.empty(0, bool))
    )
    solved = (
        switches(space, transform, mapped, base[0], features, thresholds, narrow)
        if asked
        else np.empty(0, np.int64)
    )
    for tree in ensemble.trees:
        yield _place_tree(tree, space, layout, transform, mapped, asked, solved)


def _place_tree(
    tree: Tree,
    space: WireSpace,
    layout: Layout,
    transform: Transform,
    mapped: FeatureMap,
    asked: dict[tuple[int, float, bool], int],
    solved: npt.NDArray[np.int64],
) -> PlacedTree:
    nodes = len(tree.feature)
    inner = tree.splits
    cell = np.full(nodes, UNRESOLVED, dtype=np.int64)
    switch = np.zeros(nodes, dtype=np.int64)
    lower_left = np.zeros(nodes, dtype=bool)
    null_left, null_missing = np.zeros(nodes, dtype=bool), np.zeros(nodes, dtype=bool)
    left_values: dict[int, npt.NDArray[np.bool_]] = {}
    null_left[inner] = answers_left(tree, inner, mapped.at_null[tree.feature[inner]])
    null_missing[inner] = np.isnan(mapped.at_null[tree.feature[inner]])
    for node in inner:
        feature = int(tree.feature[node])
        if tree.opaque[node] or mapped.source[feature] < 0:
            continue
        if feature in mapped.tables:
            values = mapped.tables[feature]
            went = answers_left(tree, np.full(len(values), node), values)
            left_values[int(node)] = np.append(went, null_left[node])
            cell[node] = mapped.source[feature]
        elif mapped.direction[feature] and not tree.equal[node]:
            key = (feature, float(tree.threshold[node]), tree.narrow)
            switch[node] = solved[asked[key]]
            lower_left[node] = mapped.direction[feature] > 0
            cell[node] = mapped.source[feature]
    boxes, exact = _boxes(tree, space, layout, cell, switch, lower_left, null_left, left_values)
    return PlacedTree(
        tree,
        transform,
        mapped,
        cell,
        switch,
        lower_left,
        null_left,
        null_missing,
        left_values,
        boxes,
        exact,
    )


def _boxes(
    tree: Tree,
    space: WireSpace,
    layout: Layout,
    cell: npt.NDArray[np.int64],
    switch: npt.NDArray[np.int64],
    lower_left: npt.NDArray[np.bool_],
    null_left: npt.NDArray[np.bool_],
    left_values: dict[int, npt.NDArray[np.bool_]],
) -> tuple[Boxes, npt.NDArray[np.bool_]]:
    nodes = len(tree.feature)
    boxes = whole(space, layout).take(np.zeros(nodes, dtype=np.int64))
    exact = np.ones(nodes, dtype=bool)
    numeric = cell != UNRESOLVED
    numeric[list(left_values)] = False
    # From the root down, all nodes of one depth at a time.
    level = np.zeros(min(nodes, 1), dtype=np.int64)
    while len(level := level[tree.feature[level] >= 0]):
        for children, is_left in ((tree.left[level], True), (tree.right[level], False)):
            for part in (boxes.low, boxes.high, boxes.null, boxes.sets):
                part[children] = part[level]
            exact[children] = exact[level] & (cell[level] != UNRESOLVED)
            node, child = level[numeric[level]], children[numeric[level]]
            at = layout.place[cell[node]]
            boxes.null[child, at] &= null_left[node] == is_left
            lower = lower_left[node] == is_left
            ends = switch[node]
            below, above = (child[lower], at[lower]), (child[~lower], at[~lower])
            boxes.high[below] = np.minimum(boxes.high[below], ends[lower])
            boxes.low[above] = np.maximum(boxes.low[above], ends[~lower] + 1)
            for one, its_child in zip(level.tolist(), children.tolist(), strict=True):
                if one in left_values:
                    went = left_values[one]
                    asked = int(cell[one])
                    span = layout.span(asked, len(went) - 1)
                    boxes.sets[its_child, span] &= layout.bits(
                        space, asked, went if is_left else ~went
                    )
        level = np.concatenate([tree.left[level], tree.right[level]])
    return boxes, exact
