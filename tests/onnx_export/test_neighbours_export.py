"""Neighbours: ids, distances, similarities, rows of zeros, and how many."""

import numpy as np
import pandas as pd
import pytest
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from handover.faults import ExportRefused
from handover.onnx_export import export
from handover.oracle import EstimatorOracle, OnnxRuntimeOracle
from tests.onnx_export.agreement import wrong_rows
from tests.onnx_export.small_contract import small_contract

OUTPUTS = {
    "ids": "i64[5] neighbours.ids",
    "far": "f32[5] neighbours.distance",
    "near": "f32[5] neighbours.similarity",
}
RNG = np.random.default_rng(3)
ITEMS = RNG.normal(size=(80, 4))


def asked(vectors):
    return pd.DataFrame({"vector": list(vectors)})


@pytest.mark.parametrize("metric", ["cosine", "euclidean", "minkowski"])
@pytest.mark.parametrize("scaled", [False, True])
def test_neighbours_agree_and_bear_their_items_ids(metric, scaled):
    neighbours = NearestNeighbors(n_neighbors=3, metric=metric)
    estimator = make_pipeline(StandardScaler(), neighbours) if scaled else neighbours
    estimator.fit(ITEMS)
    neighbours.item_ids_ = 2**40 + np.arange(80) * 7
    contract = small_contract({"vector": "f32[4]"}, OUTPUTS)
    rows = asked(RNG.normal(size=(40, 4)))
    assert wrong_rows(estimator, contract, rows) == []
    answers = EstimatorOracle(estimator, contract).wire(rows)
    assert min(min(answer["ids"]) for answer in answers) >= 2**40


def test_manhattan_distances_agree_and_have_no_similarity():
    estimator = NearestNeighbors(n_neighbors=5, metric="manhattan").fit(ITEMS)
    outputs = {name: OUTPUTS[name] for name in ("ids", "far")}
    contract = small_contract({"vector": "f32[4]"}, outputs)
    assert wrong_rows(estimator, contract, asked(ITEMS[:20] + 0.1)) == []
    with pytest.raises(ExportRefused) as refused:
        export(estimator, small_contract({"vector": "f32[4]"}, OUTPUTS))
    assert [fault.code for fault in refused.value.faults] == ["HX105"]


def test_a_row_of_zeros_is_at_distance_one_by_cosine():
    items = ITEMS.copy()
    items[7] = 0
    estimator = NearestNeighbors(metric="cosine").fit(items)
    contract = small_contract({"vector": "f32[4]"}, {"far": "f32[80] neighbours.distance"})
    assert wrong_rows(estimator, contract, asked([np.zeros(4), items[3]])) == []


def test_the_contract_says_how_many_neighbours():
    estimator = NearestNeighbors(n_neighbors=50).fit(ITEMS)
    contract = small_contract({"vector": "f32[4]"}, OUTPUTS)
    model = export(estimator, contract)
    runtime = OnnxRuntimeOracle(model.onnx, model.inputs, model.outputs)
    assert len(runtime.answer([{"vector": [0.0, 0.0, 0.0, 1.0]}])[0]["ids"]) == 5
    assert estimator.n_neighbors == 50


def test_more_neighbours_than_items_are_refused():
    estimator = NearestNeighbors().fit(ITEMS[:3])
    with pytest.raises(ExportRefused) as refused:
        export(estimator, small_contract({"vector": "f32[4]"}, OUTPUTS))
    assert {fault.code for fault in refused.value.faults} == {"HX106"}


def test_ties_with_the_last_place_are_listed_until_their_group_closes():
    items = np.array([[0.0], [1.0], [1.0], [1.0], [5.0], *[[1.0]] * 40])
    estimator = NearestNeighbors().fit(items)
    estimator.item_ids_ = np.arange(45) + 100
    contract = small_contract({"vector": "f32[1]"}, {"ids": "i64[2] neighbours.ids"})
    oracle = EstimatorOracle(estimator, contract)
    (tied,) = oracle.ties(asked([[0.0]]))
    (answer,) = oracle.wire(asked([[0.0]]))
    assert sorted([*answer["ids"], *tied["ids"]]) == [n for n in range(100, 145) if n != 104]


def test_neighbours_without_ties_list_none():
    estimator = NearestNeighbors().fit(ITEMS)
    contract = small_contract({"vector": "f32[4]"}, {"ids": "i64[2] neighbours.ids"})
    assert EstimatorOracle(estimator, contract).ties(asked(ITEMS[:5])) == [{"ids": []}] * 5
