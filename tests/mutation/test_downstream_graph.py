"""Whatever stands behind trees (averages, classes, votes) is answered as the whole graph does."""

import numpy as np
import pytest
from skl2onnx import to_onnx
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import (
    AdaBoostClassifier,
    ExtraTreesRegressor,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
    StackingRegressor,
    VotingClassifier,
)
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.tree import DecisionTreeRegressor

from handover.mutation.trees.downstream_graph import DownstreamGraph
from handover.mutation.trees.sums import Sums
from handover.onnx_file.graph_part import GraphPart, load_model
from handover.row_space.graph_trees import graph_ensembles
from tests.mutation.ensemble_v5 import as_v5

RNG = np.random.default_rng(2)
X = RNG.normal(size=(150, 4)).astype(np.float32)
SCORE = X[:, 0] + X[:, 1] * X[:, 2]
TWO, THREE = (SCORE > 0).astype(int), np.digitize(SCORE, [-0.6, 0.6])
BOTH = np.column_stack([SCORE, X[:, 3] - X[:, 0]])
FEW = {"n_estimators": 5, "max_depth": 4, "random_state": 0}

MODELS = {
    "forest of three classes": (RandomForestClassifier(**FEW), THREE),
    "forest of two classes": (RandomForestClassifier(**FEW), TWO),
    "forest of numbers": (RandomForestRegressor(**FEW), SCORE),
    "extra trees of numbers": (ExtraTreesRegressor(**FEW), SCORE),
    "boosting of three classes": (GradientBoostingClassifier(**FEW), THREE),
    "boosting of numbers": (GradientBoostingRegressor(**FEW), SCORE),
    "histograms of three classes": (HistGradientBoostingClassifier(max_iter=4), THREE),
    "histograms of two classes": (HistGradientBoostingClassifier(max_iter=4), TWO),
    "histograms of numbers": (HistGradientBoostingRegressor(max_iter=4), SCORE),
    "one tree, two numbers": (DecisionTreeRegressor(max_depth=4, random_state=0), BOTH),
    "isolation": (IsolationForest(n_estimators=5, random_state=0), None),
    "a vote": (
        VotingClassifier(
            [("f", RandomForestClassifier(**FEW)), ("l", LogisticRegression())],
            voting="soft",
            flatten_transform=False,
        ),
        TWO,
    ),
    "a stack": (StackingRegressor([("f", RandomForestRegressor(**FEW)), ("r", Ridge())]), SCORE),
    "boosted stumps": (AdaBoostClassifier(n_estimators=4, random_state=0), TWO),
    "calibrated": (CalibratedClassifierCV(RandomForestClassifier(**FEW), cv=2), TWO),
}


@pytest.mark.parametrize("name", MODELS)
def test_the_tail_of_unchanged_sums_is_the_model_bit_for_bit(name):
    model, targets = MODELS[name]
    fitted = model.fit(X, targets)
    is_classifier = hasattr(fitted, "predict_proba")
    opset = {"": 18, "ai.onnx.ml": 3}
    options = {"zipmap": False} if is_classifier else None
    onnx = to_onnx(fitted, X[:1], options=options, target_opset=opset)
    assert_the_tail_is_the_model(onnx)


NUMBERS = [name for name in MODELS if name.endswith("numbers")]


@pytest.mark.parametrize("name", NUMBERS)
def test_trees_of_the_newest_operator_have_the_same_tail(name):
    model, targets = MODELS[name]
    opset = {"": 18, "ai.onnx.ml": 3}
    assert_the_tail_is_the_model(as_v5(to_onnx(model.fit(X, targets), X[:1], target_opset=opset)))


def assert_the_tail_is_the_model(onnx):
    feed = {"X": np.concatenate([X, np.zeros((2, 4), dtype=np.float32)])}
    whole = GraphPart(load_model(onnx.SerializeToString()))
    right = dict(zip(whole.outputs, whole(feed), strict=True))
    found = graph_ensembles(onnx)
    assert found
    for each in found:
        (head,) = each.ensemble.transformers
        sums = Sums(each, np.asarray(head.transform(feed), dtype=np.float64))
        answers = DownstreamGraph(onnx, each.operator)(sums.total, np.arange(len(feed["X"])), feed)
        for output, values in right.items():
            assert answers[output].tolist() == values.tolist(), each.operator.at
