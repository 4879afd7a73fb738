"""Vectors of a model file without an estimator: two truths, told apart and never mixed up."""

import numpy as np
import onnx
import pandas as pd
import pytest
import xgboost as xgb
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from handover.bundle import read, write
from handover.drawing import draw
from handover.drawing.draw_context import ground
from handover.faults import BundleInvalid, ExportRefused
from handover.metrics import measure
from handover.mutation import strengthen
from handover.onnx_export import adopt, export
from handover.onnx_file.graph_part import load_model
from handover.oracle import ReferenceOracle
from handover.parity import verify
from handover.testvectors import VectorSet
from tests.mutation.ensemble_v5 import as_v5
from tests.onnx_export.planted_boosters import FLOATS, SMALL, targets
from tests.onnx_export.shop_data import BINARY
from tests.onnx_export.small_contract import small_contract

CONTRACT = small_contract(FLOATS, BINARY)


@pytest.fixture(scope="module")
def frame():
    return targets()[0]


@pytest.fixture(scope="module")
def adopted(frame):
    model = xgb.XGBClassifier(**SMALL).fit(frame, targets()[1])
    return adopt(export(model, CONTRACT).onnx, CONTRACT, sample=frame)


@pytest.fixture(scope="module")
def vectors(frame, adopted):
    return draw(CONTRACT, None, adopted, data=frame, seed=3)


def test_vectors_hold_what_the_file_answers_and_nothing_of_an_estimator(vectors):
    answered = [each.expected for each in vectors.vectors if hasattr(each.expected, "onnx")]
    assert answered
    assert all(each.source is None and each.wire is None for each in answered)
    assert vectors.header["oracles"] == ["onnxruntime", "onnx.reference"]
    assert vectors.header["truths"] == {"runtime": {"vectors": 0, "compared": len(answered)}}


def test_splits_and_leaves_are_covered_from_the_file(vectors):
    coverage = vectors.header["coverage"]
    for kind in ("splits", "leaves"):
        assert coverage[kind]["covered"] == coverage[kind]["total"] > 10


def test_labels_carry_the_margin_of_the_score_beside_them(vectors):
    margins = [each.margin["label"] for each in vectors.vectors if each.margin]
    assert margins
    assert min(margins) >= 0


def test_vectors_are_read_back_as_they_were(vectors):
    back = {each.id: each for each in VectorSet.from_files(vectors.to_files()).vectors}
    answered = [each for each in vectors.vectors if each.flag in ("hold-out", "tree-split")]
    assert [back[each.id] for each in answered] == answered


def test_a_header_that_forgets_its_oracles_is_refused(vectors):
    header = {key: value for key, value in vectors.header.items() if key != "oracles"}
    with pytest.raises(BundleInvalid, match=r"expected\.source"):
        VectorSet.from_files(VectorSet(vectors.vectors, header).to_files())


@pytest.mark.python_runtime
def test_the_bundle_verifies_in_python(tmp_path, adopted, vectors):
    path = write(tmp_path, CONTRACT, adopted, vectors)
    assert verify(path, "python:onnxruntime").status == "passed"
    assert read(path).vectors.header["oracles"][0] == "onnxruntime"


@pytest.mark.jvm
@pytest.mark.parametrize("backend", ["scala", "onnxruntime"])
def test_the_bundle_verifies_on_the_jvm(tmp_path, adopted, vectors, backend):
    path = write(tmp_path, CONTRACT, adopted, vectors)
    assert verify(path, backend).status == "passed"


def test_evaluators_that_differ_refuse_the_export(monkeypatch, frame, adopted):
    honest = ReferenceOracle.answer

    def otherwise(self, rows, **rest):
        return [{**row, "proba": 1 - row["proba"]} for row in honest(self, rows, **rest)]

    monkeypatch.setattr(ReferenceOracle, "answer", otherwise)
    with pytest.raises(ExportRefused) as found:
        draw(CONTRACT, None, adopted, data=frame, seed=3)
    assert [fault.code for fault in found.value.faults] == ["HT402"]
    pairs = [("HT402", "the reference is the one that errs")]
    told = draw(CONTRACT, None, adopted, data=frame, seed=3, accept=pairs)
    causes = {each.deviation.cause for each in told.vectors if each.deviation}
    assert causes == {"runtime"}


def test_a_file_that_the_reference_cannot_run_has_one_oracle(frame):
    node = onnx.helper.make_node(
        "CDist", ["views 7d", "rate"], ["value"], domain="com.microsoft", metric="euclidean"
    )
    columns = [onnx.helper.make_tensor_value_info(n, 1, ["N", 1]) for n in ("views 7d", "rate")]
    answer = onnx.helper.make_tensor_value_info("value", 1, ["N", 1])
    opsets = [onnx.helper.make_opsetid("", 21), onnx.helper.make_opsetid("com.microsoft", 1)]
    graph = onnx.helper.make_graph([node], "distance", columns, [answer])
    model = onnx.helper.make_model(graph, opset_imports=opsets, ir_version=10)
    agreed = small_contract({"views 7d": "f32", "rate": "f32"}, {"value": "f32 value"})
    chosen = frame[["views 7d", "rate"]]
    told = draw(agreed, None, adopt(model.SerializeToString(), agreed), data=chosen, seed=3)
    assert told.header["oracles"] == ["onnxruntime"]
    assert told.header["truths"] == {}


def test_metrics_are_measured_from_the_files_own_answers(frame, adopted):
    from handover.contract.model import Label, Metric

    labelled = frame.assign(bought=targets()[1])
    agreed = CONTRACT.model_copy(
        update={
            "label": Label(name="bought", maturity_days=1),
            "metrics": (Metric(id="roc-auc", dataset="d", must_be_greater_or_equal_to=0.8),),
            "model": CONTRACT.model.model_copy(update={"task": "binary-classification"}),
        }
    )
    (measured,) = measure(agreed, None, pd.DataFrame(labelled), model=adopted).metrics
    assert measured.status == "met"


def test_trees_of_the_newest_operator_are_mutated_like_all_others(frame):
    regressor = xgb.XGBRegressor(**SMALL).fit(frame, targets()[1])
    agreed = small_contract(FLOATS, {"value": "f32"})
    exported = export(regressor, agreed, sample=frame)
    newest = as_v5(load_model(exported.onnx)).SerializeToString()
    model = adopt(newest, agreed, sample=frame)
    drawn = draw(agreed, None, model, data=frame, seed=3)
    strength = strengthen(agreed, None, model, drawn, data=frame).header["strength"]
    assert strength["survived"] == 0
    assert strength["kinds"]["tree threshold one ulp up (<= for <)"]["killed"] > 10
    assert not [each for each in strength["left"] if "TreeEnsemble" in each["what"]]


def test_the_categories_of_a_file_are_found_by_asking_it():
    rng = np.random.default_rng(4)
    frame = pd.DataFrame(
        {
            "device": rng.choice(["ios", "web", "Café"], 300),
            "country": rng.choice(["de", "it"], 300),
            "browser": rng.choice([3, 7, 11], 300),
            "visits": rng.integers(0, 20, 300),
        }
    )
    odds = (frame["device"] == "ios") + (frame["country"] == "it") + (frame["browser"] == 7)
    bought = (odds + frame["visits"] / 20 + rng.normal(0, 0.5, 300) > 1.5).astype(int)
    columns = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), ["device", "country"]),
        (OneHotEncoder(handle_unknown="ignore"), ["browser"]),
        remainder="passthrough",
    )
    model = make_pipeline(columns, LogisticRegression()).fit(frame, bought)
    forms = {"device": "string", "country": "string", "browser": "i64", "visits": "i64"}
    agreed = small_contract(forms, BINARY)
    file = adopt(export(model, agreed, sample=frame).onnx, agreed, sample=frame)
    known = ground(agreed, None, frame, seed=1, model=file).known
    assert {name: set(values) for name, values in known.items()} == {
        "device": {"ios", "web", "Café"},
        "country": {"de", "it"},
        "browser": {3, 7, 11},
    }
    drawn = draw(agreed, None, file, data=frame[frame["device"] == "web"], seed=1)
    assert drawn.header["coverage"]["categories"]["covered"] == 8
    assert "device is 'Café'" in [v.why for v in drawn.vectors if v.flag == "category"]
