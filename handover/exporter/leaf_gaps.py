"""How far apart the two leaves of a split are: what a wrong branch changes in an answer.

In: the exported graph. Out: for each float output that hangs on trees by steps of known slope, an
upper bound of what taking the other of two sibling leaves changes. A tolerance as wide as that
hides the wrong branch for certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

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
# Which output of a tree operator holds numbers, and how its weights are called.
_TREES: Mapping[str, tuple[int, str]] = {
    "TreeEnsembleClassifier": (1, "class"),
    "TreeEnsembleRegressor": (0, "target"),
}


def leaf_gaps(model: onnx.ModelProto) -> dict[str, Gaps]:
    """Return the gaps above 0 of each float output behind trees, ascending.

    An output that is reached by a step without a known slope, or by the trees of two operators,
    is left out: nothing certain can be said of it.
    """
    found: dict[str, Gaps | None] = {}
    constants = {tensor.name for tensor in model.graph.initializer}
    for node in model.graph.node:
        attributes = {each.name: each for each in node.attribute}
        if node.op_type in _TREES:
            place, kind = _TREES[node.op_type]
            transform = attributes.get("post_transform")
            slope = _TRANSFORMS.get(transform.s.decode() if transform is not None else "NONE")
            gaps = np.array(sorted(_sibling_gaps(attributes, kind)))
            found[node.output[place]] = None if slope is None else gaps * slope
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


def _sibling_gaps(attributes: Mapping[str, Any], kind: str) -> Iterator[float]:
    """Yield, for every split with two leaves, how far their weights lie apart at most."""
    trees = attributes["nodes_treeids"].ints
    nodes = list(zip(trees, attributes["nodes_nodeids"].ints, strict=True))
    modes = attributes["nodes_modes"].strings
    leaves = {node for node, mode in zip(nodes, modes, strict=True) if mode == b"LEAF"}
    weights: dict[tuple[int, int], dict[int, float]] = {}
    for tree, node, target, weight in zip(
        attributes[f"{kind}_treeids"].ints,
        attributes[f"{kind}_nodeids"].ints,
        attributes[f"{kind}_ids"].ints,
        attributes[f"{kind}_weights"].floats,
        strict=True,
    ):
        weights.setdefault((tree, node), {})[target] = weight
    aggregate = attributes.get("aggregate_function")
    averaged = aggregate is not None and aggregate.s == b"AVERAGE"
    share = 1.0 / len(set(trees)) if averaged else 1.0
    sides = zip(
        nodes,
        attributes["nodes_truenodeids"].ints,
        attributes["nodes_falsenodeids"].ints,
        strict=True,
    )
    for (tree, node), true, false in sides:
        pair = (tree, true), (tree, false)
        if (tree, node) in leaves or not leaves.issuperset(pair):
            continue
        left, right = (weights.get(leaf, {}) for leaf in pair)
        gap = max(
            (abs(left.get(t, 0.0) - right.get(t, 0.0)) for t in left.keys() | right.keys()),
            default=0.0,
        )
        if gap > 0:
            yield gap * share
