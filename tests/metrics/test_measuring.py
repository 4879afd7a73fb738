"""Measuring a contract's metrics: thresholds, measured baselines, slices, and what is refused."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import NearestNeighbors

from handover.faults import HandoverError, UsageError
from handover.metrics import last_release, measure, reference_histograms
from handover.values import canonical_json
from tests.drawing.agreed import LABEL, PROBA, contract, field

ROWS = 400


def shop(rows=ROWS):
    rng = np.random.default_rng(7)
    frame = pd.DataFrame({"visits": rng.integers(0, 9, rows), "basket": rng.gamma(2.0, 20.0, rows)})
    chance = 1 / (1 + np.exp(3 - 0.5 * frame.visits - 0.02 * frame.basket))
    frame["bought"] = rng.random(rows) < chance
    frame["country"] = np.where(np.arange(rows) % 40 == 0, "mt", rng.choice(["de", "fr"], rows))
    frame["rule"] = (frame.basket > 40).astype(float)
    return frame


SHOP = shop()
INPUTS = [field("visits", "i64", minimum=0), field("basket")]
CLASSIFIER = LogisticRegression().fit(SHOP[["visits", "basket"]], SHOP.bought.astype(int))


def propensity(*metrics, label="bought"):
    return contract(INPUTS, [PROBA, LABEL], label={"name": label}, metrics=list(metrics))


def measured(*metrics, holdout=SHOP, **words):
    return measure(propensity(*metrics), CLASSIFIER, holdout, **words)


def refusals(call):
    with pytest.raises(HandoverError) as caught:
        call()
    return [fault.code for fault in caught.value.faults]


AUC = {"id": "roc-auc", "mustBeGreaterOrEqualTo": 0.6}


def test_a_metric_that_holds_its_threshold_is_met():
    found = measured(AUC)
    assert found.holds
    assert found.metrics[0].value == pytest.approx(0.75, abs=0.1)
    low, high = found.metrics[0].interval
    assert low < found.metrics[0].value < high


def test_a_metric_below_its_threshold_is_missed():
    found = measured({**AUC, "mustBeGreaterOrEqualTo": 0.99})
    assert found.status == "missed"
    assert found.metrics[0].why == "misses mustBeGreaterOrEqualTo 0.99"


def test_a_threshold_met_without_the_agreed_gain_is_missed():
    brier = {"id": "brier", "mustBeLessThan": 0.9, "baseline": "most-frequent"}
    assert measured({**brier, "minRelativeChange": 0.05}).status == "met"
    found = measured({**brier, "minRelativeChange": 0.9}).metrics[0]
    share = SHOP.bought.mean()
    assert found.status == "missed"
    assert found.baseline.value == pytest.approx(share * (1 - share))
    assert found.gain == pytest.approx(found.baseline.value - found.value)


def test_a_rule_column_is_judged_like_the_model():
    found = measured({**AUC, "baseline": {"rule": "rule"}, "minAbsoluteChange": 0.01}).metrics[0]
    assert found.baseline.name == "rule rule"
    assert 0.5 < found.baseline.value < found.value


def test_a_given_value_is_taken_as_it_is():
    found = measured({**AUC, "baseline": {"name": "manual", "value": 0.99}}).metrics[0]
    assert (found.baseline.value, found.status) == (0.99, "missed")


def test_the_last_release_is_read_from_its_measurements(tmp_path):
    last = measured(AUC)
    file = tmp_path / "metrics.json"
    file.write_bytes(canonical_json(last.to_json()))
    again = measured({**AUC, "baseline": "last-release"}, baseline_metrics=last_release(file))
    assert again.metrics[0].baseline.value == last.metrics[0].value
    assert again.holds


def test_a_baseline_that_was_not_measured_is_never_green():
    found = measured({**AUC, "baseline": "last-release"})
    assert found.status == "declared, not checked"
    assert "no metrics.json of the last release" in found.metrics[0].why


def test_a_metric_that_the_model_cannot_have_is_never_green():
    for name in ("mae", "recall@5", "silhouette"):
        found = measured({"id": name, "mustBeGreaterThan": 0}).metrics[0]
        assert (found.value, found.status) == (None, "declared, not checked")


def test_a_contract_without_metrics_measures_nothing_and_does_not_hold():
    found = measured()
    assert (found.status, found.holds) == ("nothing measured", False)


def test_a_slice_of_few_rows_says_so_instead_of_a_number():
    parts = measured({**AUC, "slices": ["country"]}).metrics[0].slices
    by_name = {part.slice: part for part in parts}
    assert by_name["mt"].why == "too small to judge (n=10)"
    assert by_name["mt"].value is None
    assert by_name["de"].value is not None
    assert sum(part.n for part in parts) == ROWS


def test_a_slice_of_one_class_says_so():
    holdout = SHOP.assign(country=np.where(SHOP.bought, "buyers", "others"))
    parts = measured({**AUC, "slices": ["country"]}, holdout=holdout).metrics[0].slices
    assert all("one value only" in part.why for part in parts)


def test_a_column_of_many_numbers_is_sliced_at_its_quartiles():
    parts = measured({**AUC, "slices": ["basket"]}).metrics[0].slices
    assert [part.n for part in parts] == [100, 100, 100, 100]


def test_slices_of_missing_cells_have_a_name():
    holdout = SHOP.assign(country=SHOP.country.where(SHOP.index % 2 == 0))
    parts = measured({**AUC, "slices": ["country"]}, holdout=holdout).metrics[0].slices
    assert {part.slice for part in parts} >= {"(missing)", "de", "fr"}


def test_every_fault_is_named_at_once():
    def call():
        measure(
            propensity({"id": "roc-acu"}, {**AUC, "slices": ["county"]}, label="sold"),
            CLASSIFIER,
            SHOP,
        )

    assert sorted(refusals(call)) == ["HM103", "HM103", "HM104"]


@pytest.mark.parametrize(
    ("code", "holdout"),
    {
        "HM101": SHOP.iloc[:0],
        "HM105": SHOP.assign(bought=None),
        "HM106": SHOP.assign(bought="perhaps"),
        "HM107": SHOP.assign(bought=True),
        "HM103": SHOP.drop(columns="basket"),
        "HM108": SHOP.assign(basket=np.nan),
    }.items(),
)
def test_a_holdout_that_cannot_judge_is_refused(code, holdout):
    assert refusals(lambda: measured(AUC, holdout=holdout)) == [code]


def test_a_contract_without_label_block_is_refused():
    without = contract(INPUTS, [PROBA], metrics=[AUC])
    assert refusals(lambda: measure(without, CLASSIFIER, SHOP)) == ["HM102"]


def test_rows_without_a_label_are_left_out():
    holdout = SHOP.assign(bought=SHOP.bought.where(SHOP.index > 99))
    assert measured(AUC, holdout=holdout).rows == 300


def test_a_regression_is_held_to_the_mean():
    agreed = contract(
        INPUTS[:1],
        [field("spend")],
        task="regression",
        label={"name": "basket"},
        metrics=[
            {"id": "mae", "mustBeLessThan": 100, "baseline": "mean"},
            {"id": "r2", "mustBeGreaterThan": -1},
        ],
    )
    found = measure(agreed, LinearRegression().fit(SHOP[["visits"]], SHOP.basket), SHOP)
    mean = np.abs(SHOP.basket - SHOP.basket.mean()).mean()
    assert found.metrics[0].baseline.value == pytest.approx(mean)
    assert found.metrics[1].status == "met"


def test_neighbours_are_held_to_the_most_popular():
    rng = np.random.default_rng(3)
    items = pd.DataFrame(rng.normal(size=(50, 2)), columns=["a", "b"])
    asked = items.sample(200, replace=True, random_state=1).reset_index(drop=True)
    model = NearestNeighbors(n_neighbors=5).fit(items)
    asked["next"] = model.kneighbors(asked[["a", "b"]])[1][:, 1]
    agreed = contract(
        [field("a"), field("b")],
        [field("ids", "i64", length=5, transformLogic="neighbours.ids")],
        task="retrieval",
        label={"name": "next"},
        metrics=[{"id": "hit-rate-at-2", "mustBeGreaterThan": 0.9, "baseline": "most-popular"}],
    )
    found = measure(agreed, model, asked).metrics[0]
    top = asked.next.value_counts().sort_index().sort_values(ascending=False, kind="stable")[:2]
    assert found.value == 1.0
    assert found.baseline.value == pytest.approx(top.sum() / 200)


def test_clusters_are_measured_without_a_label():
    frame = pd.DataFrame({"a": [0.0, 0.1, 9.0, 9.1] * 10})
    agreed = contract(
        [field("a")],
        [field("group", "i64")],
        task="clustering",
        metrics=[{"id": "silhouette", "mustBeGreaterThan": 0.9}],
    )
    assert measure(agreed, KMeans(2, n_init=1, random_state=0).fit(frame), frame).holds


def test_measurements_are_strict_json_and_the_same_twice():
    once = canonical_json(measured({**AUC, "slices": ["country"]}).to_json())
    assert once == canonical_json(measured({**AUC, "slices": ["country"]}).to_json())
    assert json.loads(once)["metrics"][0]["slices"][0]["column"] == "country"


def test_a_last_release_that_cannot_be_read_is_refused(tmp_path):
    file = tmp_path / "metrics.json"
    with pytest.raises(UsageError):
        last_release(file)
    file.write_text("[]")
    with pytest.raises(UsageError):
        last_release(file)


def test_histograms_count_every_cell_once():
    agreed = contract(
        [field("basket", required=False), field("device", "string", enum=["ios", "web"])], [PROBA]
    )
    inputs = [{"basket": value, "device": "ios"} for value in (None, 1.0, 2.0, 3.0, 4.0)]
    found = reference_histograms(agreed, inputs, [{"proba": 0.5}] * 5)
    basket, device = found["inputs"]["basket"], found["inputs"]["device"]
    assert (basket["rows"], basket["missing"], sum(basket["counts"])) == (5, 1, 4)
    assert len(basket["edges"]) == len(basket["counts"]) + 1
    assert device["values"] == {"ios": 5}
    assert found["outputs"]["proba"] == {
        "rows": 5,
        "missing": 0,
        "edges": [0.5, 0.5],
        "counts": [5],
    }
    canonical_json(found)


@pytest.mark.parametrize("metrics", [[], [AUC]])
def test_measuring_counts_what_a_backend_would_receive_and_answer(metrics):
    reference = measured(*metrics).reference
    assert reference["rows"] == ROWS
    assert sum(reference["inputs"]["basket"]["counts"]) == ROWS
    assert sum(reference["outputs"]["label"]["values"].values()) == ROWS
    canonical_json(reference)
