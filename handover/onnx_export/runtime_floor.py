"""Lower end of a bundle's runtime range: the oldest that computes the graph rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handover.onnx_file import attributes_of

if TYPE_CHECKING:
    import onnx

# Older ones read the weights of a model from any absolute path (measured: 1.20.1, 1.22.1 and
# 1.23.2 do, 1.24.1 does not). It has every kernel that an export may need.
_OLDEST = (1, 24, 0)
# onnxruntime#27533, measured: 1.23.2 and 1.25.1 give raw scores for probabilities where no leaf
# takes anything away, 1.28.0 does not; the two between are denied for every binary forest.
_SIGMOID = (1, 28, 0)


def oldest_runtime(model: onnx.ModelProto) -> str:
    """Return the first version, such as ``"1.24.0"``, that reads ``model`` and answers rightly."""
    needed = [_OLDEST]
    if any(_without_sigmoid(node) for node in model.graph.node):
        needed.append(_SIGMOID)
    return ".".join(map(str, max(needed)))


def _without_sigmoid(node: onnx.NodeProto) -> bool:
    """Whether an older runtime takes the scores of these trees for probabilities.

    So it does with two classes, of which one is weighted, and never by less than nothing.
    """
    if node.op_type != "TreeEnsembleClassifier":
        return False
    said = attributes_of(node)
    labels = said.get("classlabels_int64s") or said.get("classlabels_strings") or ()
    weights = said.get("class_weights") or ()
    return (
        said.get("post_transform", "NONE") == "LOGISTIC"
        and len(labels) == 2
        and len(set(said.get("class_ids") or ())) == 1
        and min(weights, default=-1.0) >= 0.0
    )
