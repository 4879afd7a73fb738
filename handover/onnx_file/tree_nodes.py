"""The tree operators of an ONNX graph as flat arrays, whichever of three operators holds them.

Source of the attributes: ai.onnx.ml, TreeEnsembleClassifier-1/-3, TreeEnsembleRegressor-1/-3 and
TreeEnsemble-5. Branch modes keep the names of the older two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import onnx

OPERATORS = ("TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble")

# TreeEnsemble-5 numbers its modes and leaves out BRANCH_.
_MODES = ("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", "MEMBER")
_AGGREGATES = ("AVERAGE", "SUM", "MIN", "MAX")


@dataclass(frozen=True)
class TreeNode:
    """One tree operator.

    ``at`` is its place among the graph's nodes, ``input`` the tensor it reads. Node arrays have
    one entry a tree node, leaves included: ``true_child`` and ``false_child`` are places in these
    arrays (-1 at leaves), ``mode`` is ``"LEAF"`` there. NaN goes to the true child where
    ``missing_true``. ``weights`` has shape (nodes, targets) in the type that the operator adds
    in; ``targets`` are those that any leaf names; ``roots`` are the places of the trees' roots.
    ``wide`` says that thresholds are float64. ``values`` are the thresholds, in float64 without
    loss.
    """

    at: int
    operator: str
    input: str
    roots: npt.NDArray[np.int64]
    feature: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    mode: npt.NDArray[np.str_]
    true_child: npt.NDArray[np.int64]
    false_child: npt.NDArray[np.int64]
    missing_true: npt.NDArray[np.bool_]
    weights: npt.NDArray[Any]
    targets: npt.NDArray[np.int64]
    wide: bool
    aggregate: str


def tree_nodes(model: onnx.ModelProto) -> tuple[TreeNode, ...]:
    """Return every tree operator of the main graph, in graph order."""
    found = []
    for at, node in enumerate(model.graph.node):
        if node.op_type in OPERATORS and node.domain == "ai.onnx.ml":
            attributes = attributes_of(node)
            read = _from_v5 if node.op_type == "TreeEnsemble" else _from_v3
            found.append(read(at, node, attributes))
    return tuple(found)


def tree_count(model: onnx.ModelProto) -> int:
    """Return how many trees the operators of the main graph hold, without reading their nodes."""
    return sum(
        len(set(attribute.ints))
        for node in model.graph.node
        if node.op_type in OPERATORS and node.domain == "ai.onnx.ml"
        for attribute in node.attribute
        if attribute.name in ("nodes_treeids", "tree_roots")
    )


def attributes_of(node: onnx.NodeProto) -> dict[str, Any]:
    """Return a node's attributes by name: numbers, texts, lists and arrays."""
    from onnx import TensorProto, helper, numpy_helper

    found: dict[str, Any] = {}
    for attribute in node.attribute:
        value = helper.get_attribute_value(attribute)
        if isinstance(value, TensorProto):
            value = numpy_helper.to_array(value)
        elif isinstance(value, bytes):
            value = value.decode("utf-8")
        found[attribute.name] = value
    return found


def _from_v3(at: int, node: onnx.NodeProto, given: Mapping[str, Any]) -> TreeNode:
    kind = "class" if node.op_type == "TreeEnsembleClassifier" else "target"
    tree = np.asarray(given["nodes_treeids"], dtype=np.int64)
    number = np.asarray(given["nodes_nodeids"], dtype=np.int64)
    order = np.lexsort((number, tree))
    tree, number = tree[order], number[order]
    mode = np.array([text.decode() for text in given["nodes_modes"]])[order]
    wide = "nodes_values_as_tensor" in given
    values = given["nodes_values_as_tensor"] if wide else given["nodes_values"]
    place = {key: at for at, key in enumerate(zip(tree.tolist(), number.tolist(), strict=True))}
    inner = mode != "LEAF"

    def children(name: str) -> npt.NDArray[np.int64]:
        ids = np.asarray(given[name], dtype=np.int64)[order].tolist()
        return np.array(
            [
                place[key] if is_inner else -1
                for key, is_inner in zip(
                    zip(tree.tolist(), ids, strict=True), inner.tolist(), strict=True
                )
            ],
            dtype=np.int64,
        )

    missing = given.get("nodes_missing_value_tracks_true") or np.zeros(len(tree))
    wide_weights = f"{kind}_weights_as_tensor" in given
    amounts = given[f"{kind}_weights_as_tensor"] if wide_weights else given[f"{kind}_weights"]
    targets = np.asarray(given[f"{kind}_ids"], dtype=np.int64)
    count = _targets(node.op_type, given, targets)
    weights = np.zeros((len(tree), count), dtype=np.float64 if wide_weights else np.float32)
    owners = zip(given[f"{kind}_treeids"], given[f"{kind}_nodeids"], strict=True)
    rows = np.array([place[owner] for owner in owners], dtype=np.int64)
    np.add.at(weights, (rows, targets), np.asarray(amounts, dtype=weights.dtype))
    true_child, false_child = children("nodes_truenodeids"), children("nodes_falsenodeids")
    return TreeNode(
        at=at,
        operator=node.op_type,
        input=node.input[0],
        roots=_roots(tree, true_child, false_child),
        feature=np.where(inner, np.asarray(given["nodes_featureids"])[order], -1).astype(np.int64),
        values=np.asarray(values, dtype=np.float64)[order],
        mode=mode,
        true_child=true_child,
        false_child=false_child,
        missing_true=np.asarray(missing)[order].astype(bool),
        weights=weights,
        targets=np.unique(targets),
        wide=wide,
        aggregate=str(given.get("aggregate_function", "SUM")),
    )


def _targets(operator: str, given: Mapping[str, Any], used: npt.NDArray[np.int64]) -> int:
    """Return how many sums the operator keeps: classes or targets."""
    if operator == "TreeEnsembleRegressor":
        return int(given.get("n_targets", 1))
    labels = given.get("classlabels_int64s") or given.get("classlabels_strings") or ()
    return max(len(labels), int(used.max(initial=0)) + 1)


def _roots(tree: npt.NDArray[np.int64], *children: npt.NDArray[np.int64]) -> Any:
    """Return each tree's node that is nobody's child; the first one if there are several."""
    below = np.zeros(len(tree), dtype=bool)
    for each in children:
        below[each[each >= 0]] = True
    above = np.flatnonzero(~below)
    _, first = np.unique(tree[above], return_index=True)
    return above[first]


def _from_v5(at: int, node: onnx.NodeProto, given: Mapping[str, Any]) -> TreeNode:
    splits = np.asarray(given["nodes_splits"])
    inner, leaves = len(splits), len(given["leaf_targetids"])
    missing = given.get("nodes_missing_value_tracks_true") or np.zeros(inner)
    dtype = np.float64 if splits.dtype == np.float64 else np.float32
    count = int(given.get("n_targets", 1))
    weights = np.zeros((inner + leaves, count), dtype=dtype)
    targets = np.asarray(given["leaf_targetids"], dtype=np.int64)
    weights[inner + np.arange(leaves), targets] = np.asarray(given["leaf_weights"], dtype=dtype)

    def children(side: str) -> npt.NDArray[np.int64]:
        ids = np.asarray(given[f"nodes_{side}nodeids"], dtype=np.int64)
        is_leaf = np.asarray(given[f"nodes_{side}leafs"], dtype=bool)
        return np.append(np.where(is_leaf, inner + ids, ids), np.full(leaves, -1)).astype(np.int64)

    def padded(values: Any, filler: float, kind: Any) -> Any:
        return np.append(np.asarray(values), np.full(leaves, filler)).astype(kind)

    modes = [_MODES[int(code)] for code in np.asarray(given["nodes_modes"])]
    true_child, false_child = children("true"), children("false")
    # A tree that is one leaf has a root node whose children are both that leaf.
    return TreeNode(
        at=at,
        operator=node.op_type,
        input=node.input[0],
        roots=np.asarray(given["tree_roots"], dtype=np.int64),
        feature=padded(given["nodes_featureids"], -1, np.int64),
        values=padded(splits.astype(np.float64), 0.0, np.float64),
        mode=np.array([*modes, *["LEAF"] * leaves]),
        true_child=true_child,
        false_child=false_child,
        missing_true=padded(missing, 0, bool),
        weights=weights,
        targets=np.unique(targets),
        wide=dtype == np.float64,
        aggregate=_AGGREGATES[int(given.get("aggregate_function", 1))],
    )
