"""The trees of an ONNX file, with the part of the graph before them as their transform.

No estimator is needed: `graph_ensembles` gives what `forest.place` takes, with `feeder` as its
``present``. Every comparison is brought to ``x <= threshold``: ``<`` by the next smaller threshold
of the compared type, ``>`` and ``>=`` by swapped children; ``==`` stays a question of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import from_ordinals
from handover.estimator import Ensemble, Tree
from handover.onnx_file import GraphPart, TreeNode, part_of, to_tensors, tree_nodes
from handover.row_space.cells import NULL, Codes, WireSpace
from handover.values import ElementType, Row

if TYPE_CHECKING:
    import onnx

Feed = Mapping[str, Any]


@dataclass(frozen=True)
class Head:
    """The graph from its inputs to the tensor that a tree operator reads."""

    part: GraphPart

    def transform(self, feed: Feed) -> npt.NDArray[Any]:
        """Return the features, shape (rows, features), in the tensor's own type."""
        (features,) = self.part(feed)
        array = np.asarray(features)
        return array.reshape(len(array), -1)


@dataclass(frozen=True)
class GraphEnsemble:
    """One tree operator: its trees, what their leaves add, and the operator itself.

    ``leaves`` holds for each tree the weights of its nodes, shape (nodes, targets), zero at splits.
    ``nodes`` holds for each tree the places of its nodes in the operator's own arrays.
    """

    operator: TreeNode
    ensemble: Ensemble
    leaves: tuple[npt.NDArray[Any], ...]
    nodes: tuple[npt.NDArray[np.int64], ...]


def graph_ensembles(model: onnx.ModelProto) -> tuple[GraphEnsemble, ...]:
    """Return every tree operator of a model as trees behind a transform; empty without trees."""
    found = []
    for operator in tree_nodes(model):
        head = Head(GraphPart(part_of(model, [operator.input])))
        several = len(operator.roots) > 1
        trees, leaves, nodes = [], [], []
        for number, root in enumerate(operator.roots):
            label = f"tree {number}" if several else "tree 0"
            tree, below = _tree(label, operator, int(root))
            trees.append(tree)
            leaves.append(operator.weights[below])
            nodes.append(below)
        ensemble = Ensemble((head,), tuple(trees))
        found.append(GraphEnsemble(operator, ensemble, tuple(leaves), tuple(nodes)))
    return tuple(found)


def _tree(label: str, operator: TreeNode, root: int) -> tuple[Tree, npt.NDArray[np.int64]]:
    """Bring one tree to the shape of `Tree`; root first."""
    below = np.array(list(_below(operator, root)), dtype=np.int64)
    place = np.full(len(operator.mode), -1, dtype=np.int64)
    place[below] = np.arange(len(below))
    mode = operator.mode[below]
    inner = mode != "LEAF"
    values = operator.values[below]
    compared: Any = np.float64 if operator.wide else np.float32
    smaller = np.nextafter(values.astype(compared), compared(-np.inf)).astype(np.float64)
    # x < t is x <= (t's lower neighbour); x >= t is its negation.
    strict = (mode == "BRANCH_LT") | (mode == "BRANCH_GTE")
    threshold = np.where(strict, smaller, values)
    turned = np.isin(mode, ("BRANCH_GT", "BRANCH_GTE", "BRANCH_NEQ"))
    yes, no = operator.true_child[below], operator.false_child[below]
    left, right = np.where(turned, no, yes), np.where(turned, yes, no)
    # NaN fails every comparison but !=, which it passes.
    to_true = operator.missing_true[below] | (mode == "BRANCH_NEQ")
    tree = Tree(
        label=label,
        feature=operator.feature[below],
        threshold=np.where(inner, threshold, 0.0),
        left=np.where(inner, place[left], -1),
        right=np.where(inner, place[right], -1),
        missing_left=inner & (to_true != turned),
        narrow=not operator.wide,
        opaque=mode == "MEMBER",
        equal=np.isin(mode, ("BRANCH_EQ", "BRANCH_NEQ")),
    )
    return tree, below


def _below(operator: TreeNode, root: int) -> Iterator[int]:
    """Yield the nodes of one tree, parents before children."""
    waiting = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node
        for child in (int(operator.false_child[node]), int(operator.true_child[node])):
            if child >= 0:
                waiting.append(child)


def feeder(space: WireSpace, string_missing: str) -> Callable[[Codes], Feed]:
    """Return the function from codes, shape (rows, cells), to what an ONNX model is fed."""

    def feed(codes: Codes) -> Feed:
        arrays: dict[str, Any] = {}
        start = 0
        for column in space.columns:
            width = column.length or 1
            block = codes[:, start : start + width]
            cells = space.cells[start : start + width]
            start += width
            if column.type.is_float and all(cell.table is None for cell in cells):
                gone = block == NULL
                numbers = from_ordinals(np.where(gone, 0, block), column.type)
                arrays[column.name] = np.where(gone, numbers.dtype.type(np.nan), numbers)
            elif column.type in (ElementType.I32, ElementType.I64) and (
                not column.nullable and all(cell.table is None for cell in cells)
            ):
                arrays[column.name] = from_ordinals(block, column.type)
            else:
                lists = [cell.values(block[:, n]) for n, cell in enumerate(cells)]
                rows: list[Row] = (
                    [{column.name: value} for value in lists[0]]
                    if column.length is None
                    else [{column.name: list(items)} for items in zip(*lists, strict=True)]
                )
                arrays.update(to_tensors(rows, [column], string_missing))
        return arrays

    return feed
