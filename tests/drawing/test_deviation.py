"""When two truths say the same, and what is named when they do not."""

import math

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import (
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from handover.compare import RowComparer
from handover.drawing import draw
from handover.drawing.deviation import first_deviation
from handover.drawing.deviation_reasons import likely_reason
from handover.faults import ExportRefused
from handover.onnx_export import export
from tests.drawing.agreed import LABEL, contract, field

SCORED = RowComparer(contract([field("a")], [field("proba", "f32"), LABEL]), truth="wire")
NEAREST = RowComparer(
    contract(
        [field("a")],
        [
            field("ids", "i64", length=3, transformLogic="neighbours.ids"),
            field("far", "f32", length=3, transformLogic="neighbours.distance"),
        ],
        task="retrieval",
    ),
    truth="wire",
)


def deviation(comparer, expected, obtained, margin=None, ties=None):
    return first_deviation(comparer, expected, obtained, margin=margin or {}, ties=ties or {})


def scored(proba, label=0):
    return {"proba": proba, "label": label}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (0.5, 0.5, True),
        (0.5, 0.5000009536743164, True),
        (0.5, 0.5099999904632568, False),
        (math.nan, math.nan, True),
        (math.nan, 0.5, False),
        (math.inf, math.inf, True),
        (math.inf, 3e38, False),
        (0.0, -0.0, True),
    ],
)
def test_scores_agree_within_the_converter_tolerance(left, right, same):
    found = deviation(SCORED, scored(left), scored(right))
    assert (found is None) == same
    if not same:
        assert found.output == "proba"


def test_a_label_may_differ_only_within_its_margin():
    left, right = scored(0.5, 0), scored(0.5, 1)
    assert deviation(SCORED, left, right, margin={"label": 1e-7}) is None
    assert deviation(SCORED, left, right, margin={"label": 0.3}).output == "label"
    assert deviation(SCORED, left, right).output == "label"


def near(ids, far):
    return {"ids": ids, "far": far}


def test_ids_of_equal_distance_may_stand_in_any_order():
    expected = near([7, 8, 9], [1.0, 1.0, 2.0])
    assert deviation(NEAREST, expected, near([8, 7, 9], [1.0, 1.0, 2.0])) is None
    assert deviation(NEAREST, expected, near([8, 9, 7], [1.0, 1.0, 2.0])).output == "ids"


def test_the_last_place_may_be_taken_by_an_id_that_ties_with_it():
    expected = near([7, 8, 9], [1.0, 1.5, 2.0])
    other = near([7, 8, 4], [1.0, 1.5, 2.0])
    assert deviation(NEAREST, expected, other, ties={"ids": [4]}) is None
    assert deviation(NEAREST, expected, other).output == "ids"
    assert deviation(NEAREST, expected, near([7, 4, 9], [1.0, 1.5, 2.0]), ties={"ids": [4]})


X = [[0.0], [1.0], [2.0], [3.0]]


@pytest.mark.parametrize(
    ("estimator", "flags", "word"),
    [
        (make_pipeline(StandardScaler(), RandomForestRegressor(2)), {"tree-split"}, "scaler"),
        (RandomForestRegressor(2), {"missing"}, "null"),
        (HistGradientBoostingRegressor(max_iter=1), {"tree-split"}, "float64 thresholds"),
        (make_pipeline(OneHotEncoder(), LinearRegression()), {"category"}, "unknown categories"),
        (LinearRegression(), {"hold-out"}, "not known"),
    ],
)
def test_the_likely_reason_fits_the_model_and_the_rows(estimator, flags, word):
    reason, step = likely_reason(estimator.fit(X, [0, 1, 2, 3]), flags)
    assert word in reason
    assert step.endswith(".")


def opposite_stumps():
    """A forest of twenty stumps, of which ten say what the other ten deny: always a tie."""
    frame = pd.DataFrame({"a": np.arange(40, dtype=np.float32)})
    labels = (frame["a"] > 20).astype(np.int64)
    forest = RandomForestClassifier(20, max_depth=1, random_state=0).fit(frame, labels)
    for number, tree in enumerate(forest.estimators_):
        leaves = tree.tree_.children_left < 0
        tree.tree_.value[leaves, 0, 0] = number % 2
        tree.tree_.value[leaves, 0, 1] = 1 - number % 2
    return forest, frame


@pytest.mark.parametrize(("boundary", "codes"), [("report", set()), ("fail", {"HT401"})])
def test_a_tie_is_refused_at_export_where_the_boundary_is_to_fail(boundary, codes):
    forest, frame = opposite_stumps()
    agreed = contract(
        [field("a")],
        [field("proba", "f32", transformLogic="probability[1]"), LABEL],
        parity={"tolerance": {"label": {"exact": True, "boundary": boundary}}},
    )
    model = export(forest, agreed, sample=frame)
    try:
        draw(agreed, forest, model, data=frame, seed=1)
        found = set()
    except ExportRefused as refused:
        found = {fault.code for fault in refused.faults}
    assert found == codes
