"""What a backend finds in the file is what the contract says: names, types, order, stamps."""

import numpy as np
import onnx
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler

from handover.faults import ExportRefused
from handover.onnx_export import export
from handover.onnx_export.structure import non_finite_weights
from handover.oracle import EstimatorOracle
from tests.onnx_export.agreement import wrong_rows
from tests.onnx_export.shop_data import BINARY, INPUTS, NUMBER_INPUTS, NUMBERS, VALUE, shop
from tests.onnx_export.small_contract import small_contract

pytestmark = pytest.mark.filterwarnings("ignore")


def logistic():
    frame, bought, _, _ = shop()
    columns = ColumnTransformer(
        [
            ("n", StandardScaler(), NUMBERS),
            ("w", OneHotEncoder(handle_unknown="ignore"), ["device", "weekend"]),
        ]
    )
    return make_pipeline(columns, LogisticRegression(max_iter=500)).fit(frame, bought)


def refused(estimator, contract):
    with pytest.raises(ExportRefused) as raised:
        export(estimator, contract)
    return [fault.code for fault in raised.value.faults]


def test_inputs_and_outputs_are_the_contracts_columns_in_its_order():
    # The contract's order is not the order in which the estimator was fitted.
    inputs = dict(reversed(INPUTS.items()))
    outputs = {"p/é": "f64 probability[0]", "all": "f32[2] probability", "label": "i32 label"}
    contract = small_contract(inputs, outputs)
    model = onnx.load_model_from_string(export(logistic(), contract).onnx)
    types = onnx.TensorProto
    assert [(v.name, v.type.tensor_type.elem_type) for v in model.graph.input] == [
        ("rate", types.FLOAT),
        ("device", types.STRING),
        ("weekend", types.BOOL),
        ("basket-€", types.FLOAT),
        ("views 7d", types.INT64),
    ]
    assert [
        (v.name, v.type.tensor_type.elem_type, v.type.tensor_type.shape.dim[1].dim_value)
        for v in model.graph.output
    ] == [("p/é", types.DOUBLE, 1), ("all", types.FLOAT, 2), ("label", types.INT32, 1)]
    frame, _, _, _ = shop()
    assert wrong_rows(logistic(), contract, frame) == []


def test_the_file_bears_the_contracts_digest_and_the_pinned_versions():
    contract = small_contract(INPUTS, BINARY)
    exported = export(logistic(), contract)
    model = onnx.load_model_from_string(exported.onnx)
    assert {prop.key: prop.value for prop in model.metadata_props} == {
        "handover.contract.sha256": contract.digest,
        "handover.contract.version": "1.0.0",
    }
    assert [(item.domain, item.version) for item in model.opset_import] == [
        ("", 21),
        ("ai.onnx.ml", 3),
    ]
    assert model.ir_version == 10
    assert exported.profile["opset"] == {"": 21, "ai.onnx.ml": 3}
    assert exported.profile["range"]["except"] == ["1.26.0", "1.27.0"]
    assert not [node for node in model.graph.node if node.op_type in ("ZipMap", "Identity")]


def test_an_older_opset_is_kept_to():
    contract = small_contract(INPUTS, BINARY, opset_max=17)
    exported = export(logistic(), contract)
    model = onnx.load_model_from_string(exported.onnx)
    assert model.opset_import[0].version == 17
    assert exported.profile["irVersion"] == model.ir_version == 8
    frame, _, _, _ = shop()
    assert wrong_rows(logistic(), contract, frame) == []


@pytest.mark.parametrize(
    ("target", "outputs"),
    [
        (lambda y: np.where(y == 1, "buy", "léave"), {"label": "string label"}),
        (lambda y: y == 1, {"label": "bool label"}),
        (lambda y: y == 1, {"label": "i64 label"}),
        (lambda y: y.astype(float), {"label": "i32 label"}),
    ],
)
def test_labels_keep_their_type(target, outputs):
    frame, bought, _, _ = shop()
    labels = target(bought)
    estimator = RandomForestClassifier(5, random_state=0).fit(frame[NUMBERS], labels)
    contract = small_contract(NUMBER_INPUTS, outputs)
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []
    answers = EstimatorOracle(estimator, contract).wire(frame[NUMBERS])
    kind = {"string": str, "bool": bool, "i64": int, "i32": int}[outputs["label"].split()[0]]
    assert all(type(answer["label"]) is kind for answer in answers)


@pytest.mark.parametrize("batch", [1, 7, 200])
def test_every_batch_size_gives_the_same_rows(batch):
    frame, _, _, _ = shop()
    assert wrong_rows(logistic(), small_contract(INPUTS, BINARY), frame, batch=batch) == []


def test_a_plain_matrix_is_put_together_from_scalars_and_arrays():
    frame, bought, _, _ = shop()
    matrix = frame[NUMBERS].to_numpy()
    columns = ColumnTransformer([("a", StandardScaler(), [0, 2])], remainder="passthrough")
    estimator = make_pipeline(columns, LogisticRegression(max_iter=500)).fit(matrix, bought)
    contract = small_contract({"pair": "f32[2]", "rate": "f32"}, BINARY)
    rows = pd.DataFrame({"pair": list(matrix[:, :2]), "rate": matrix[:, 2]})
    assert wrong_rows(estimator, contract, rows) == []


def test_array_columns_stand_for_numbered_features_of_a_frame():
    frame, _, _, value = shop()
    named = pd.DataFrame(frame[NUMBERS].to_numpy(), columns=["rate", "v_0", "v_1"])
    estimator = make_pipeline(MinMaxScaler(), Ridge()).fit(named, value)
    contract = small_contract({"v": "f32[2]", "rate": "f32"}, VALUE)
    rows = pd.DataFrame({"v": list(named[["v_0", "v_1"]].to_numpy()), "rate": named["rate"]})
    assert wrong_rows(estimator, contract, rows) == []


def test_f64_columns_of_smooth_models_agree():
    frame, _, _, value = shop()
    estimator = make_pipeline(StandardScaler(), Ridge()).fit(frame[NUMBERS], value)
    contract = small_contract({**NUMBER_INPUTS, "rate": "f64"}, {"value": "f64 value"})
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []


def test_columns_that_one_side_lacks_are_all_named():
    inputs = {**NUMBER_INPUTS, "extra": "f32"}
    del inputs["rate"]
    frame, bought, _, _ = shop()
    estimator = LogisticRegression(max_iter=500).fit(frame[NUMBERS], bought)
    assert refused(estimator, small_contract(inputs, BINARY)) == ["HX101", "HX102"]


@pytest.mark.parametrize(
    ("outputs", "codes"),
    [
        ({"s": "f32 score"}, ["HX105"]),
        ({"v": "f32 value"}, ["HX105"]),
        ({"d": "f32[3] distances"}, ["HX105"]),
        ({"p": "f32[3] probability"}, ["HX106"]),
        ({"p": "f32 probability[2]"}, ["HX106"]),
        ({"l": "string label", "p": "i64 probability[1]"}, ["HX107", "HX105"]),
    ],
    ids=str,
)
def test_answers_that_a_forest_does_not_have_are_refused(outputs, codes):
    frame, bought, _, _ = shop()
    estimator = RandomForestClassifier(5, random_state=0).fit(frame[NUMBERS], bought)
    assert refused(estimator, small_contract(NUMBER_INPUTS, outputs)) == codes


def test_probability_and_decision_together_are_refused_by_name():
    frame, bought, _, _ = shop()
    estimator = LogisticRegression(max_iter=500).fit(frame[NUMBERS], bought)
    outputs = {"p": "f32 probability[1]", "s": "f32 score"}
    assert refused(estimator, small_contract(NUMBER_INPUTS, outputs)) == ["HX305"]


def test_another_width_of_a_plain_matrix_is_refused():
    frame, bought, _, _ = shop()
    estimator = LogisticRegression(max_iter=500).fit(frame[NUMBERS].to_numpy(), bought)
    assert refused(estimator, small_contract({"v": "f32[2]"}, BINARY)) == ["HX103"]


def test_an_estimator_that_was_never_fitted_is_refused():
    assert refused(LogisticRegression(), small_contract(NUMBER_INPUTS, BINARY)) == ["HX104"]


def test_a_model_larger_than_agreed_is_refused():
    frame, bought, _, _ = shop()
    estimator = RandomForestClassifier(5, random_state=0).fit(frame[NUMBERS], bought)
    contract = small_contract(NUMBER_INPUTS, BINARY, max_size_mb=0.001)
    assert refused(estimator, contract) == ["HX308"]


def test_weights_that_are_not_finite_are_noted():
    frame, _, _, value = shop()
    estimator = Ridge().fit(frame[NUMBERS], value)
    estimator.coef_ = estimator.coef_ * np.inf
    model = export(estimator, small_contract(NUMBER_INPUTS, VALUE))
    assert [item.id for item in model.accepted] == ["HX309"]
    assert non_finite_weights(model.onnx)
