"""The same model and contract give the same bytes: twice, in any process, under any hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from lightgbm import LGBMClassifier
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from xgboost import XGBClassifier

from handover.onnx_export import export
from handover.onnx_export.canonical_graph import canonical_graph
from tests.onnx_export.planted_boosters import LIGHT, SMALL, catboost
from tests.onnx_export.shop_data import BINARY, INPUTS, NUMBER_INPUTS, NUMBERS, SCORED, VALUE, shop
from tests.onnx_export.small_contract import small_contract


def models():
    frame, bought, _, value = shop()
    numbers = small_contract(NUMBER_INPUTS, BINARY)
    columns = ColumnTransformer(
        [("n", StandardScaler(), NUMBERS), ("w", OneHotEncoder(), ["device", "weekend"])]
    )
    near = {"ids": "i64[3] neighbours.ids", "far": "f32[3] neighbours.distance"}
    matrix = frame[NUMBERS].to_numpy()
    return {
        "logistic": (
            make_pipeline(columns, LogisticRegression(max_iter=500)).fit(frame, bought),
            small_contract(INPUTS, BINARY),
        ),
        "forest": (RandomForestClassifier(5, random_state=0).fit(frame[NUMBERS], bought), numbers),
        "isolation": (
            IsolationForest(n_estimators=5, random_state=0).fit(frame[NUMBERS]),
            small_contract(NUMBER_INPUTS, SCORED),
        ),
        "neighbours": (
            NearestNeighbors().fit(matrix),
            small_contract({"vector": "f32[3]"}, near),
        ),
        "cosine": (
            NearestNeighbors(metric="cosine").fit(matrix),
            small_contract({"vector": "f32[3]"}, near),
        ),
        "xgboost": (XGBClassifier(**SMALL).fit(frame[NUMBERS], bought), numbers),
        "lightgbm": (LGBMClassifier(**LIGHT).fit(frame[NUMBERS], bought), numbers),
        "catboost": (catboost("CatBoostClassifier").fit(frame[NUMBERS], bought), numbers),
        "voting neighbours": (KNeighborsClassifier().fit(frame[NUMBERS], bought), numbers),
        "mean of neighbours": (
            KNeighborsRegressor(weights="distance").fit(frame[NUMBERS], value),
            small_contract(NUMBER_INPUTS, VALUE),
        ),
    }


def digests():
    return {
        name: hashlib.sha256(export(estimator, contract).onnx).hexdigest()
        for name, (estimator, contract) in models().items()
    }


@pytest.mark.filterwarnings("ignore")
def test_bytes_are_the_same_twice_and_under_another_hash_seed():
    here = Path(__file__).parent
    script = "import test_reproducible_export as t; print(t.digests())"
    path = os.pathsep.join([str(here), str(here.parent.parent)])
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    other = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    mine = digests()
    assert digests() == mine
    assert other.stdout.strip() == str(mine)


def test_exporting_leaves_the_estimator_as_it_was():
    estimator, contract = models()["logistic"]
    before = estimator[0].transformers_
    frame, _, _, _ = shop()
    answers = estimator.predict_proba(frame)
    export(estimator, contract)
    assert estimator[0].transformers_ is before
    assert np.array_equal(estimator.predict_proba(frame), answers)


def test_names_and_node_order_do_not_matter_to_the_canonical_graph():
    first = onnx.parser.parse_model(
        """<ir_version: 10, opset_import: ["" : 21]>
        g (float[N,1] a, float[N,1] b) => (float[N,1] y) <float[1] one = {1}> {
            p = Add(a, one)  q = Mul(b, p)  i = Identity(q)  y = Neg(i)
        }"""
    )
    second = onnx.parser.parse_model(
        """<ir_version: 10, opset_import: ["" : 21]>
        g (float[N,1] a, float[N,1] b) => (float[N,1] y)
        <float[1] other = {7}, float[1] unit = {1}> {
            unused = Mul(b, other)  left = Add(a, unit)  right = Mul(b, left)  y = Neg(right)
        }"""
    )
    one, two = (canonical_graph(model).SerializeToString() for model in (first, second))
    assert one == two
