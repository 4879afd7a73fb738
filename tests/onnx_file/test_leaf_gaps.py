"""How far sibling leaves lie apart in an answer, read from the exported graph."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from sklearn.ensemble import GradientBoostingClassifier, RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.tree import DecisionTreeRegressor

from handover.contract.model.parity import ToleranceDeclaration
from handover.faults import ExportRefused
from handover.onnx_export import export
from handover.onnx_file.leaf_gaps import leaf_gaps
from tests.onnx_export.shop_data import NUMBERS, shop
from tests.onnx_export.small_contract import small_contract

VALUE = {"value": "f32 value"}


def exported(estimator, outputs, target):
    frame, bought, _, value = shop()
    fitted = estimator.fit(frame[NUMBERS], bought if target == "bought" else value)
    contract = small_contract(dict.fromkeys(NUMBERS, "f32"), outputs)
    return fitted, onnx.load_model_from_string(export(fitted, contract).onnx)


def sibling_gaps(tree):
    """The gaps of a scikit-learn tree, from its own arrays."""
    left, right = tree.children_left, tree.children_right
    inner = np.flatnonzero(left >= 0)
    inner = inner[(left[left[inner]] < 0) & (left[right[inner]] < 0)]
    values = tree.value[:, 0, 0].astype(np.float32).astype(np.float64)
    return np.abs(values[left[inner]] - values[right[inner]])


def test_the_gaps_of_a_tree_are_those_of_its_sibling_leaves():
    tree, model = exported(DecisionTreeRegressor(max_depth=4), VALUE, "value")
    expected = np.sort(sibling_gaps(tree.tree_))
    np.testing.assert_allclose(leaf_gaps(model)["value"], expected[expected > 0], rtol=1e-6)


def test_an_average_of_trees_shares_the_gap():
    forest, model = exported(RandomForestRegressor(5, max_depth=3, random_state=0), VALUE, "value")
    gaps = np.concatenate([sibling_gaps(each.tree_) for each in forest.estimators_]) / 5
    np.testing.assert_allclose(leaf_gaps(model)["value"], np.sort(gaps[gaps > 0]), rtol=1e-4)


def test_the_logistic_function_stretches_by_a_quarter_at_most():
    outputs = {"proba": "f32 probability[1]", "label": "i64 label"}
    boosted, model = exported(
        GradientBoostingClassifier(n_estimators=3, max_depth=2, random_state=0), outputs, "bought"
    )
    gaps = np.concatenate([sibling_gaps(each.tree_) for each in boosted.estimators_[:, 0]])
    found = leaf_gaps(model)
    assert found.keys() == {"proba"}
    np.testing.assert_allclose(found["proba"], np.sort(gaps[gaps > 1e-12]) * 0.1 * 0.25, rtol=1e-4)


def test_nothing_is_said_of_outputs_without_trees_or_behind_unknown_steps():
    _, model = exported(Ridge(), VALUE, "value")
    assert leaf_gaps(model) == {}
    _, model = exported(DecisionTreeRegressor(max_depth=3), VALUE, "value")
    model.graph.node.append(helper.make_node("Exp", ["value"], ["grown"]))
    model.graph.output.append(helper.make_tensor_value_info("grown", TensorProto.FLOAT, [None, 1]))
    assert leaf_gaps(model).keys() == {"value"}


def test_a_tolerance_that_hides_a_branch_is_refused_with_the_gap():
    frame, _, _, value = shop()
    fitted = DecisionTreeRegressor(max_depth=3).fit(frame[NUMBERS], value / 10_000)
    contract = small_contract(dict.fromkeys(NUMBERS, "f32"), VALUE)
    gap = float(sibling_gaps(fitted.tree_).min())
    for allowed, refused in ((gap * 1.01, True), (gap * 0.9, False)):
        rule = {"value": ToleranceDeclaration(abs=allowed)}
        parity = contract.parity.model_copy(update={"tolerance": rule})
        held = contract.model_copy(update={"parity": parity})
        if not refused:
            export(fitted, held, sample=frame)
            continue
        with pytest.raises(ExportRefused) as caught:
            export(fitted, held, sample=frame)
        (fault,) = caught.value.faults
        assert fault.code == "HX313"
        assert f"smallest leaf gap={gap:.3g}" in (fault.found or "")
