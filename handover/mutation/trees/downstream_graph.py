"""The graph behind a tree operator, fed with sums that a mutated ensemble would have reached.

The operator is replaced by one of its own kind with a single tree: row number in, leaf of that
number out, whose weights are the sums. Base values, post transform, labels and everything behind
are thereby the runtime's own, at the cost of one small session for tens of thousands of sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.mutation.comparer import Answers
from handover.onnx_file import GraphPart, TreeNode, part_of

if TYPE_CHECKING:
    import onnx

# Row numbers are float32: exact far beyond this, and a session of this many leaves loads in 0.1 s.
MOST_ROWS = 1 << 15
_ROW = "handover_row"
_OF_OLD_TREES = ("nodes_", "class_", "target_")
_OF_TREES = {
    "TreeEnsemble": ("nodes_", "leaf_", "tree_roots", "membership_values", "aggregate_function")
}
# ai.onnx.ml, TreeEnsemble-5: aggregate_function.
_SUM = 1


class DownstreamGraph:
    """Answers sums of one operator as the whole graph would."""

    def __init__(self, model: onnx.ModelProto, operator: TreeNode) -> None:
        self._operator = operator
        self._outputs = [value.name for value in model.graph.output]
        bare = _without_trees(model, operator)
        node = bare.graph.node[operator.at]
        node.input[0] = _ROW
        kind: Any = np.float64 if operator.wide else np.float32
        self._model = part_of(bare, self._outputs, given={_ROW: np.zeros((1, 1), dtype=kind)})
        self._kind = kind
        self._at = next(at for at, each in enumerate(self._model.graph.node) if _ROW in each.input)
        self._kept = list(self._model.graph.node[self._at].attribute)
        self._negative = bool((operator.weights < 0).any())

    def __call__(
        self,
        sums: npt.NDArray[Any],
        rows: npt.NDArray[np.int64],
        feed: Mapping[str, npt.NDArray[Any]],
    ) -> Answers:
        """Return the answers for ``sums``, shape (n, targets), of the rows ``rows`` of ``feed``."""
        parts: list[dict[str, npt.NDArray[Any]]] = []
        for start in range(0, len(sums), MOST_ROWS - 1):
            part = slice(start, start + MOST_ROWS - 1)
            session = self._session(sums[part])
            needed = {name: feed[name][rows[part]] for name in session.inputs if name != _ROW}
            needed[_ROW] = np.arange(len(sums[part]), dtype=self._kind)[:, None]
            parts.append(dict(zip(session.outputs, session(needed), strict=True)))
        return {name: np.concatenate([each[name] for each in parts]) for name in self._outputs}

    def _session(self, sums: npt.NDArray[Any]) -> GraphPart:
        from onnx import helper

        # One leaf more than sums, so that a negative weight nobody reaches can stand there: the
        # runtime treats two classes otherwise when all weights are positive.
        leaves = 1 << len(sums).bit_length()
        padded = np.zeros((leaves, sums.shape[1]), dtype=sums.dtype)
        padded[: len(sums)] = sums
        if self._negative:
            padded[-1] = -1.0
        node = self._model.graph.node[self._at]
        kept = [type(each).FromString(each.SerializeToString()) for each in self._kept]
        del node.attribute[:]
        node.attribute.extend(kept)
        for name, value in self._attributes(leaves, padded).items():
            node.attribute.append(helper.make_attribute(name, value))
        return GraphPart(self._model)

    def _attributes(self, leaves: int, weights: npt.NDArray[Any]) -> dict[str, Any]:
        """Return the attributes of a full tree whose leaf number n holds ``weights[n]``."""
        from onnx import numpy_helper

        if self._operator.operator == "TreeEnsemble":
            return self._attributes_of_v5(leaves, weights)
        nodes = 2 * leaves - 1
        number = np.arange(nodes)
        inner = number < leaves - 1
        thresholds = _thresholds(leaves)
        prefix = "class" if self._operator.operator == "TreeEnsembleClassifier" else "target"
        targets = self._operator.targets
        owner = np.repeat(np.arange(leaves - 1, nodes), len(targets))
        amounts = weights[:, targets].reshape(-1)
        found: dict[str, Any] = {
            "nodes_treeids": [0] * nodes,
            "nodes_nodeids": number.tolist(),
            "nodes_featureids": [0] * nodes,
            "nodes_modes": ["BRANCH_LEQ"] * (leaves - 1) + ["LEAF"] * leaves,
            "nodes_truenodeids": np.where(inner, 2 * number + 1, 0).tolist(),
            "nodes_falsenodeids": np.where(inner, 2 * number + 2, 0).tolist(),
            f"{prefix}_treeids": [0] * len(owner),
            f"{prefix}_nodeids": owner.tolist(),
            f"{prefix}_ids": np.tile(targets, leaves).tolist(),
        }
        if self._operator.wide:
            found["nodes_values_as_tensor"] = numpy_helper.from_array(thresholds)
            found[f"{prefix}_weights_as_tensor"] = numpy_helper.from_array(
                amounts.astype(np.float64)
            )
        else:
            found["nodes_values"] = thresholds.tolist()
            found[f"{prefix}_weights"] = amounts.astype(float).tolist()
        return found

    def _attributes_of_v5(self, leaves: int, weights: npt.NDArray[Any]) -> dict[str, Any]:
        """Return the same for TreeEnsemble-5, whose leaves add to one target: a tree a target."""
        from onnx import numpy_helper

        targets = self._operator.targets
        inner = leaves - 1
        number = np.arange(inner)
        tree = np.repeat(np.arange(len(targets)), inner)
        found: dict[str, Any] = {
            "tree_roots": (np.arange(len(targets)) * inner).tolist(),
            "nodes_featureids": [0] * len(tree),
            "nodes_splits": numpy_helper.from_array(
                np.tile(_thresholds(leaves)[:inner], len(targets)).astype(self._kind)
            ),
            "nodes_modes": numpy_helper.from_array(np.zeros(len(tree), dtype=np.uint8)),
            "leaf_targetids": np.repeat(targets, leaves).tolist(),
            "leaf_weights": numpy_helper.from_array(
                np.ascontiguousarray(weights[:, targets].T).reshape(-1).astype(self._kind)
            ),
            # The sums that come in are averaged already.
            "aggregate_function": _SUM,
        }
        for side, child in (("true", 2 * number + 1), ("false", 2 * number + 2)):
            is_leaf = np.tile(child >= inner, len(targets))
            below = np.tile(np.where(child >= inner, child - inner, child), len(targets))
            offset = tree * np.where(is_leaf, leaves, inner)
            found[f"nodes_{side}nodeids"] = (below + offset).tolist()
            found[f"nodes_{side}leafs"] = is_leaf.astype(int).tolist()
        return found


def _thresholds(leaves: int) -> npt.NDArray[np.float64]:
    """Return where a full tree of so many leaves asks, nodes level by level; zero at leaves."""
    thresholds = np.zeros(2 * leaves - 1)
    for level in range(leaves.bit_length() - 1):
        first, width = (1 << level) - 1, leaves >> level
        here = np.arange(1 << level)
        thresholds[first : first + len(here)] = here * width + width // 2 - 0.5
    return thresholds


def _without_trees(model: onnx.ModelProto, operator: TreeNode) -> onnx.ModelProto:
    """Return the model with the operator's trees left out, so that copies stay small."""
    bare = type(model)()
    bare.CopyFrom(model)
    node = bare.graph.node[operator.at]
    kept = [
        type(each).FromString(each.SerializeToString())
        for each in node.attribute
        if not each.name.startswith(_OF_TREES.get(node.op_type, _OF_OLD_TREES))
    ]
    del node.attribute[:]
    node.attribute.extend(kept)
    return bare
