"""Names of metrics, and rankings and calibration against numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import get_scorer_names

from handover.metrics.calibration import calibration_error
from handover.metrics.functions import metric_function, suggestions
from handover.metrics.predictions import PredictedValues, TrueValues, Unanswerable
from handover.metrics.ranking import ranking

SAME = {
    "roc-auc": ["roc_auc", "ROC-AUC", "auc", "roc_auc_score", "roc_auc_ovr"],
    "average-precision": ["average_precision", "average-precision", "pr-auc"],
    "brier": ["brier", "brier_score_loss", "brier-score"],
    "log-loss": ["log_loss", "logloss"],
    "mean-absolute-error": ["mae", "mean_absolute_error"],
    "root-mean-squared-error": ["rmse", "root-mean-squared-error"],
    "f1-macro": ["f1_macro", "f1-macro"],
    "calibration-error": ["ece", "calibration_error"],
    "recall@20": ["recall@20", "recall-at-20", "recall_at_20"],
    "hit-rate@10": ["hit-rate@10", "hit_rate_at_10"],
    "neg-brier": ["neg_brier_score"],
}


@pytest.mark.parametrize(("name", "spelled"), [(n, s) for n in SAME for s in SAME[n]])
def test_one_metric_has_many_spellings(name, spelled):
    assert metric_function(spelled).name == name


def test_errors_want_less_and_their_negated_scorers_want_more():
    assert not metric_function("mae").greater_is_better
    assert metric_function("neg_mean_absolute_error").greater_is_better


def test_most_of_scikit_learns_scorers_are_known():
    known = [name for name in get_scorer_names() if metric_function(name) is not None]
    for name in ("roc_auc", "accuracy", "f1_weighted", "r2", "neg_log_loss", "v_measure_score"):
        assert name in known


def test_an_unknown_metric_suggests_the_nearest_names():
    assert metric_function("roc-acu") is None
    assert "roc-auc" in suggestions("roc-acu")
    assert metric_function("recall@0") is None


def answers(label, answer, classes=(0, 1), groups=None):
    return PredictedValues(TrueValues(np.array(label), classes, groups), np.array(answer))


IDS = [[3, 1, 2], [4, 5, 6], [9, 8, 7]]


@pytest.mark.parametrize(
    ("kind", "k", "expected"),
    [
        ("hit-rate", 1, 1 / 3),
        ("hit-rate", 3, 2 / 3),
        ("recall", 3, 2 / 3),
        ("precision", 3, 2 / 9),
        ("mrr", 3, (1 + 1 / 3) / 3),
        ("ndcg", 3, (1 + 1 / np.log2(4)) / 3),
    ],
)
def test_rankings_are_as_worked_out_by_hand(kind, k, expected):
    assert ranking(kind, k, answers([3, 6, 1], IDS)) == pytest.approx(expected)


def test_rows_of_one_group_are_one_query_with_several_wanted_ids():
    found = answers([3, 2, 6], [IDS[0], IDS[0], IDS[1]], groups=np.array([0, 0, 1]))
    assert ranking("recall", 1, found) == pytest.approx((1 / 2 + 0) / 2)
    assert ranking("hit-rate", 3, found) == 1.0


def test_more_ids_than_the_model_answers_cannot_be_judged():
    with pytest.raises(Unanswerable, match="answers 3 ids, fewer than 4"):
        ranking("recall", 4, answers([3], IDS[:1]))


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1))
def test_calibration_error_lies_between_0_and_1(rows):
    happened, probability = (np.array(part) for part in zip(*rows, strict=True))
    assert 0 <= calibration_error(happened, probability) <= 1


def test_shares_that_come_true_are_perfectly_calibrated():
    assert calibration_error(np.array([True, False] * 5), np.full(10, 0.5)) == 0


def test_a_class_given_as_positive_need_not_be_1():
    found = answers(["no", "yes", "yes"], [0.1, 0.9, 0.8], classes=("no", "yes"))
    assert metric_function("roc-auc").compute(found) == 1.0
    assert metric_function("f1").compute(
        answers(["no", "yes", "yes"], ["no", "yes", "no"], classes=("no", "yes"))
    ) == pytest.approx(2 / 3)


def test_percentages_of_zero_cannot_be_taken():
    with pytest.raises(Unanswerable, match="a true value is 0"):
        metric_function("mape").compute(answers([0.0, 1.0], [1.0, 1.0], classes=()))
