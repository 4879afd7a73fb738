"""Rewrite tree operators as TreeEnsemble of ai.onnx.ml 5, which no converter emits."""

import numpy as np
from onnx import helper, numpy_helper

from handover.onnx_file.tree_nodes import tree_nodes

_MODES = ("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ")


def as_v5(model):
    """Return the model with every TreeEnsembleRegressor as TreeEnsemble, one tree a target."""
    changed = type(model).FromString(model.SerializeToString())
    for each in tree_nodes(model):
        node = changed.graph.node[each.at]
        new = helper.make_node(
            "TreeEnsemble", node.input, node.output, domain="ai.onnx.ml", **attributes(each)
        )
        node.CopyFrom(new)
    for opset in changed.opset_import:
        opset.version = 5 if opset.domain == "ai.onnx.ml" else 21
    changed.ir_version = 10
    return changed


def attributes(each):
    inner = np.flatnonzero(each.mode != "LEAF")
    leaves = np.flatnonzero(each.mode == "LEAF")
    place = np.empty(len(each.mode), dtype=int)
    place[inner], place[leaves] = np.arange(len(inner)), np.arange(len(leaves))
    targets = range(each.weights.shape[1])
    kind = np.float64 if each.wide else np.float32
    found = {"n_targets": len(targets), "aggregate_function": 1, "post_transform": 0}
    for side, child in (("true", each.true_child[inner]), ("false", each.false_child[inner])):
        is_leaf = each.mode[child] == "LEAF"
        found[f"nodes_{side}nodeids"] = [
            int(place[at] + target * (len(leaves) if leaf else len(inner)))
            for target in targets
            for at, leaf in zip(child, is_leaf, strict=True)
        ]
        found[f"nodes_{side}leafs"] = [int(leaf) for leaf in np.tile(is_leaf, len(targets))]
    modes = np.array([_MODES.index(mode) for mode in each.mode[inner]], dtype=np.uint8)
    found["nodes_modes"] = numpy_helper.from_array(np.tile(modes, len(targets)))
    splits = np.tile(each.values[inner], len(targets)).astype(kind)
    found["nodes_splits"] = numpy_helper.from_array(splits)
    found["nodes_featureids"] = np.tile(each.feature[inner], len(targets)).tolist()
    found["nodes_missing_value_tracks_true"] = (
        np.tile(each.missing_true[inner], len(targets)).astype(int).tolist()
    )
    found["tree_roots"] = [int(place[r] + t * len(inner)) for t in targets for r in each.roots]
    found["leaf_targetids"] = np.repeat(list(targets), len(leaves)).tolist()
    weights = np.concatenate([each.weights[leaves, target] for target in targets])
    found["leaf_weights"] = numpy_helper.from_array(weights.astype(kind))
    return found
