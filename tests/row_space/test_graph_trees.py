"""Trees read from an ONNX file: what they add is what ONNX Runtime adds, bit for bit."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from onnxmltools import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType

from handover.drawing.draw_context import ground
from handover.onnx_export import export
from handover.onnx_file.graph_part import GraphPart, PartRefused, part_of
from handover.onnx_file.tree_nodes import tree_nodes
from handover.row_space.boxes import Layout, boxed
from handover.row_space.forest import place
from handover.row_space.graph_trees import feeder, graph_ensembles
from handover.row_space.targets import targets_of
from handover.row_space.walk import reached
from tests.drawing.shop import FAMILIES, HOLDOUT, PROPENSITY, TREES

RNG = np.random.default_rng(3)
ROWS = RNG.normal(size=(300, 4)).astype(np.float32)
ROWS[:, 1] = np.round(ROWS[:, 1] * 2) / 2
GAPS = np.where(RNG.random(ROWS.shape) < 0.1, np.float32(np.nan), ROWS)
SCORE = ROWS[:, 0] + ROWS[:, 1] * ROWS[:, 2]


def leaf_sums(found, features):
    """Add the leaves in tree order, in the type of the operator."""
    total = np.zeros((len(features), found.leaves[0].shape[1]), dtype=found.leaves[0].dtype)
    for tree, weights in zip(found.ensemble.trees, found.leaves, strict=True):
        ends = tree.leaves[reached(tree, features)[:, tree.leaves].argmax(axis=1)]
        total += weights[ends]
    return total


def bare(model, at):
    """Return the model up to a tree operator without its base values and its post transform."""
    copy = onnx.ModelProto.FromString(model.SerializeToString())
    node = copy.graph.node[at]
    kept = [each for each in node.attribute if each.name not in ("base_values", "post_transform")]
    del node.attribute[:]
    node.attribute.extend(kept)
    return GraphPart(part_of(copy, [node.output[-1]]))


def assert_same_sums(model, feed):
    found = graph_ensembles(model)
    assert found
    for each in found:
        features = np.asarray(each.ensemble.transformers[0].transform(feed), dtype=np.float64)
        (raw,) = bare(model, each.operator.at)(feed)
        sums = leaf_sums(each, features)
        if each.operator.aggregate == "AVERAGE":
            sums /= sums.dtype.type(len(each.ensemble.trees))
        if raw.shape[1] == 2 and not sums[:, 0].any():
            raw, sums = raw[:, 1:], sums[:, 1:]
        elif raw.shape[1] == 2 and not sums[:, 1].any():
            # One class holds all weights: ONNX Runtime writes the other one itself.
            raw, sums = raw[:, 1:], sums[:, :1]
        assert sums.dtype == raw.dtype
        assert (sums.reshape(raw.shape) == raw).all()


@pytest.fixture(scope="module", params=TREES)
def exported(request):
    estimator = FAMILIES[request.param]()
    model = export(estimator, PROPENSITY, sample=HOLDOUT)
    base = ground(PROPENSITY, estimator, HOLDOUT, seed=1)
    return onnx.load_from_string(model.onnx), base


def test_leaves_of_exported_models_add_up_to_the_same_bits(exported):
    model, base = exported
    assert_same_sums(model, feeder(base.space, "")(base.codes))


def test_trees_of_the_file_are_placed_without_the_estimator(exported):
    model, base = exported
    (found,) = graph_ensembles(model)
    placed = place((found.ensemble,), base.space, feeder(base.space, ""), base.codes)
    layout = Layout.of(base.space)
    for item in placed:
        assert item.exact.all()
        visits = reached(item.tree, item.transform(base.codes))
        for row in range(0, len(base.codes), 10):
            held = item.boxes.hold(layout, boxed(base.space, layout, base.codes[row]))
            assert (held == visits[row]).all()
    assert targets_of(placed, base.space).targets


def test_gradient_boosting_of_xgboost_asks_strictly_less():
    xgboost = pytest.importorskip("xgboost")
    fitted = xgboost.XGBRegressor(n_estimators=8, max_depth=4).fit(GAPS, SCORE)
    model = convert_xgboost(fitted, initial_types=[("X", FloatTensorType([None, 4]))])
    assert set(tree_nodes(model)[0].mode) == {"BRANCH_LT", "LEAF"}
    assert_same_sums(model, {"X": np.concatenate([GAPS, on_thresholds(model)])})


def test_lightgbm_with_categories_asks_for_equality():
    lightgbm = pytest.importorskip("lightgbm")
    rows = GAPS.copy()
    rows[:, 3] = RNG.integers(0, 6, len(rows))
    fitted = lightgbm.LGBMRegressor(n_estimators=8, min_child_samples=5, verbose=-1)
    fitted.fit(rows, SCORE + rows[:, 3] % 2, categorical_feature=[3])
    model = convert_lightgbm(fitted, initial_types=[("X", FloatTensorType([None, 4]))])
    assert "BRANCH_EQ" in set(tree_nodes(model)[0].mode)
    assert_same_sums(model, {"X": np.concatenate([rows, on_thresholds(model)])})


def on_thresholds(model):
    """Return rows that stand on each threshold and beside it."""
    (operator, *_) = tree_nodes(model)
    values = operator.values[operator.mode != "LEAF"].astype(np.float32)[:200]
    around = np.concatenate([values, np.nextafter(values, np.float32(np.inf))])
    return np.repeat(around[:, None], 4, axis=1)


@pytest.mark.parametrize(
    "mode",
    ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GT", "BRANCH_GTE", "BRANCH_EQ", "BRANCH_NEQ"],
)
@pytest.mark.parametrize("missing", [0, 1])
@pytest.mark.parametrize("operator", ["old", "TreeEnsemble"])
def test_every_comparison_of_the_operator_is_read_as_the_runtime_reads_it(mode, missing, operator):
    model = stump(mode, missing) if operator == "old" else stump_v5(mode, missing)
    below, at, above = np.nextafter(np.float32(0.5), np.float32([0, 0.5, 1]))
    rows = np.array([[below], [at], [above], [np.nan]], dtype=np.float32)
    assert_same_sums(model, {"X": rows})


def stump(mode, missing):
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["X"],
        ["Y"],
        domain="ai.onnx.ml",
        n_targets=1,
        nodes_treeids=[0, 0, 0],
        nodes_nodeids=[0, 1, 2],
        nodes_featureids=[0, 0, 0],
        nodes_values=[0.5, 0.0, 0.0],
        nodes_modes=[mode, "LEAF", "LEAF"],
        nodes_truenodeids=[1, 0, 0],
        nodes_falsenodeids=[2, 0, 0],
        nodes_missing_value_tracks_true=[missing, 0, 0],
        target_treeids=[0, 0],
        target_nodeids=[1, 2],
        target_ids=[0, 0],
        target_weights=[1.0, 2.0],
    )
    return whole_model(node, 3)


def stump_v5(mode, missing):
    codes = ("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ")
    node = helper.make_node(
        "TreeEnsemble",
        ["X"],
        ["Y"],
        domain="ai.onnx.ml",
        n_targets=1,
        tree_roots=[0],
        nodes_featureids=[0],
        nodes_splits=helper.make_tensor("splits", TensorProto.FLOAT, [1], [0.5]),
        nodes_modes=helper.make_tensor("modes", TensorProto.UINT8, [1], [codes.index(mode)]),
        nodes_truenodeids=[0],
        nodes_falsenodeids=[1],
        nodes_trueleafs=[1],
        nodes_falseleafs=[1],
        nodes_missing_value_tracks_true=[missing],
        leaf_targetids=[0, 0],
        leaf_weights=helper.make_tensor("weights", TensorProto.FLOAT, [2], [1.0, 2.0]),
    )
    return whole_model(node, 5)


def whole_model(node, version):
    rows = helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, 1])
    sums = helper.make_tensor_value_info("Y", TensorProto.FLOAT, [None, 1])
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid("ai.onnx.ml", version)]
    model = helper.make_model(helper.make_graph([node], "stump", [rows], [sums]))
    del model.opset_import[:]
    model.opset_import.extend(opsets)
    model.ir_version = 10
    return model


def test_a_part_holds_nothing_that_its_tensors_do_not_need(exported):
    model, _ = exported
    operator = tree_nodes(model)[0]
    part = part_of(model, [operator.input])
    assert not tree_nodes(part)
    assert len(part.graph.node) < len(model.graph.node)


def test_a_graph_that_the_runtime_refuses_says_so_in_one_line():
    node = helper.make_node("NoSuchOperator", ["X"], ["Y"])
    with pytest.raises(PartRefused, match="NoSuchOperator"):
        GraphPart(whole_model(node, 3))
