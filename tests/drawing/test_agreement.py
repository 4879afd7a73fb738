"""When two truths say the same, and what is named when they do not."""

import math

import pytest
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from handover.drawing.agreement import Agreement
from handover.drawing.deviation_reasons import likely_reason
from tests.drawing.agreed import LABEL, contract, field

SCORED = Agreement(contract([field("a")], [field("proba", "f32"), LABEL]))
NEAREST = Agreement(
    contract(
        [field("a")],
        [
            field("ids", "i64", length=3, transformLogic="neighbours.ids"),
            field("far", "f32", length=3, transformLogic="neighbours.distance"),
        ],
        task="retrieval",
    )
)


def scored(proba, label=0):
    return {"proba": proba, "label": label}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (0.5, 0.5, True),
        (0.5, 0.500001, True),
        (0.5, 0.51, False),
        (math.nan, math.nan, True),
        (math.nan, 0.5, False),
        (math.inf, math.inf, True),
        (math.inf, 3e38, False),
        (0.0, -0.0, True),
    ],
)
def test_scores_agree_within_the_converter_tolerance(left, right, same):
    found = SCORED.difference(scored(left), scored(right))
    assert (found is None) == same
    if not same:
        assert found.output == "proba"


def test_a_label_may_differ_only_within_its_margin():
    left, right = scored(0.5, 0), scored(0.5, 1)
    assert SCORED.difference(left, right, margin={"label": 1e-7}) is None
    assert SCORED.difference(left, right, margin={"label": 0.3}).output == "label"
    assert SCORED.difference(left, right).output == "label"


def near(ids, far):
    return {"ids": ids, "far": far}


def test_ids_of_equal_distance_may_stand_in_any_order():
    expected = near([7, 8, 9], [1.0, 1.0, 2.0])
    assert NEAREST.difference(expected, near([8, 7, 9], [1.0, 1.0, 2.0])) is None
    assert NEAREST.difference(expected, near([8, 9, 7], [1.0, 1.0, 2.0])).output == "ids"


def test_the_last_place_may_be_taken_by_an_id_that_ties_with_it():
    expected = near([7, 8, 9], [1.0, 1.5, 2.0])
    other = near([7, 8, 4], [1.0, 1.5, 2.0])
    assert NEAREST.difference(expected, other, ties={"ids": [4]}) is None
    assert NEAREST.difference(expected, other).output == "ids"
    assert NEAREST.difference(expected, near([7, 4, 9], [1.0, 1.5, 2.0]), ties={"ids": [4]})


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
