"""Leaf gaps: the change of an answer when one split takes the wrong branch.

In: the exported graph. Out: for each float output that hangs on trees by steps of known slope, an
upper bound of what taking the other of two sibling leaves changes. A tolerance as wide as that
hides the wrong branch for certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from handover.onnx_file.tree_nodes import TreeNode, attributes_of, tree_nodes

if TYPE_CHECKING:
    import onnx

Gaps = npt.NDArray[np.float64]

# How much a step can stretch a difference. The logistic function and each softmax rise by a
# quarter at most: d/dz s(z) = s(z) (1 - s(z)).
_SLOPES: Mapping[str, float] = {
    **dict.fromkeys(("Identity", "Cast", "Reshape", "Flatten", "Squeeze", "Unsqueeze"), 1.0),
    **dict.fromkeys(("Concat", "ArrayFeatureExtractor", "Gather", "Slice", "Transpose"), 1.0),
    **dict.fromkeys(("Add", "Sub", "Neg"), 1.0),
    **dict.fromkeys(("Sigmoid", "Softmax"), 0.25),
}
_TRANSFORMS: Mapping[str, float] = {"NONE": 1.0, "LOGISTIC": 0.25, "SOFTMAX": 0.25}
_FLOAT = 1  # TensorProto.FLOAT
# Which output of a tree operator holds numbers.
_TREES: Mapping[str, int] = {"TreeEnsembleClassifier": 1, "TreeEnsembleRegressor": 0}


def leaf_gaps(model: onnx.ModelProto) -> dict[str, Gaps]:
    """Return the gaps above 0 of each float output behind trees, ascending.

    An output that is reached by a step without a known slope, or by the trees of two operators,
    is left out: nothing certain can be said of it.
    """
    found: dict[str, Gaps | None] = {}
    constants = {tensor.name for tensor in model.graph.initializer}
    read = {trees.at: trees for trees in tree_nodes(model)}
    for at, node in enumerate(model.graph.node):
        if at in read and node.op_type in _TREES:
            slope = _TRANSFORMS.get(attributes_of(node).get("post_transform", "NONE"))
            gaps = _sibling_gaps(read[at])
            found[node.output[_TREES[node.op_type]]] = None if slope is None else gaps * slope
            continue
        moved = [name for name in node.input if name in found]
        if not moved:
            continue
        moving = {name for name in node.input if name} - constants
        known = node.op_type in _SLOPES and (len(moving) == 1 or node.op_type == "Concat")
        for name in node.output:
            first = found[moved[0]]
            certain = known and first is not None and len(set(moved)) == 1
            found[name] = first * _SLOPES[node.op_type] if certain and first is not None else None
    outputs = {
        info.name: found.get(info.name)
        for info in model.graph.output
        if info.type.tensor_type.elem_type == _FLOAT
    }
    return {name: gaps for name, gaps in outputs.items() if gaps is not None and len(gaps)}


def _sibling_gaps(trees: TreeNode) -> Gaps:
    """Return, for every split with two leaves, how far their weights lie apart at most."""
    leaf = trees.mode == "LEAF"
    inner = np.flatnonzero(~leaf)
    left, right = trees.true_child[inner], trees.false_child[inner]
    pair = leaf[left] & leaf[right]
    weights = trees.weights.astype(np.float64)
    gaps = np.abs(weights[left[pair]] - weights[right[pair]]).max(axis=1, initial=0.0)
    share = 1.0 / len(trees.roots) if trees.aggregate == "AVERAGE" else 1.0
    found: Gaps = np.sort(gaps[gaps > 0]) * share
    return found
