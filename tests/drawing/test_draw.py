"""Drawing vectors of whole models: coverage that really holds, the same bytes, edges."""

import dataclasses
import hashlib
import os
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    VotingClassifier,
)
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from handover.compare.ordinals import to_ordinals
from handover.contract import check_row
from handover.drawing import draw
from handover.estimator.trees import ensembles
from handover.faults import ExportRefused, UsageError
from handover.onnx_export import export
from handover.onnx_file.graph_part import load_model
from handover.oracle import EstimatorOracle
from handover.row_space.graph_trees import graph_ensembles
from handover.row_space.walk import reached
from handover.testvectors import Expected, Rejection, VectorSet
from handover.values import ElementType
from tests.drawing.agreed import LABEL, PROBA, contract, field
from tests.drawing.shop import (
    BOUGHT,
    FAMILIES,
    HOLDOUT,
    INPUTS,
    PROPENSITY,
    TREES,
    VISITORS,
    drawn,
    drawn_once,
    prepared,
)

VALUE = field("value", "f32")


def refusals(call):
    with pytest.raises(ExportRefused) as caught:
        call()
    return {fault.code: fault for fault in caught.value.faults}


def by_flag(vectors, flag):
    return [vector for vector in vectors.vectors if vector.flag == flag]


SMALL_BOOSTING = GradientBoostingClassifier(n_estimators=3, max_depth=2, random_state=0)
SMALL_TREE = DecisionTreeClassifier(max_depth=2, random_state=0)
HELD = {
    "bare": SMALL_BOOSTING,
    "in a search": GridSearchCV(SMALL_BOOSTING, {"max_depth": [2]}, cv=2),
    "in a search in a pipeline": make_pipeline(
        GridSearchCV(SMALL_BOOSTING, {"max_depth": [2]}, cv=2)
    ),
    "one against the rest": OneVsRestClassifier(SMALL_BOOSTING),
    "in a vote beside what nobody looks into": VotingClassifier(
        [("tree", SMALL_TREE), ("rest", OneVsRestClassifier(SMALL_BOOSTING))], voting="soft"
    ),
}


@pytest.mark.parametrize("held", HELD)
def test_trees_are_covered_wherever_they_are_held(held):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(300, 2)), columns=["a", "b"]).astype("float32")
    model = clone(HELD[held]).fit(frame, (frame["a"] * frame["b"] > 0).astype(int))
    agreed = contract([field("a", "f32"), field("b", "f32")], [PROBA, LABEL])
    exported = export(model, agreed, sample=frame)
    graph = graph_ensembles(load_model(exported.onnx))
    splits = sum(len(tree.splits) for each in graph for tree in each.ensemble.trees)
    coverage = draw(agreed, model, exported, data=frame).header["coverage"]
    assert coverage["splits"]["covered"] == coverage["splits"]["total"] == splits > 5


@pytest.mark.parametrize("kind", FAMILIES)
def test_every_kind_of_coverage_is_complete(kind):
    _, vectors = drawn_once(kind)
    coverage = vectors.header["coverage"]
    assert set(coverage) == {"splits", "leaves", "categories", "columns", "missing", "rejects"}
    for each in coverage.values():
        assert (each["covered"], each["left"]) == (each["total"], [])
    assert coverage["missing"]["total"] == 1
    assert coverage["categories"]["total"] == 5
    assert (coverage["splits"]["total"] > 0) == (kind in TREES)


@pytest.mark.parametrize("kind", TREES)
def test_every_split_said_to_be_covered_is_crossed_by_two_adjacent_rows(kind):
    """An independent walk: only the wire rows and scikit-learn's own transform are used."""
    estimator, vectors = drawn_once(kind)
    rows = [v.input for v in vectors.vectors if isinstance(v.expected, Expected)]
    oracle = EstimatorOracle(estimator, PROPENSITY, like=HOLDOUT)
    frame = oracle.layout.input_of(oracle.frame(rows))
    features = np.asarray(estimator[:-1].transform(frame), dtype=np.float64)
    numbers = {
        "visits": to_ordinals([row["visits"] for row in rows], ElementType.I64),
        "basket": to_ordinals([row["basket"] for row in rows], ElementType.F32),
        "rating": to_ordinals([row["rating"] or 0 for row in rows], ElementType.F32),
    }
    (found,) = ensembles(estimator)
    crossed = 0
    for tree in found.trees:
        visits = reached(tree, features)
        for node in tree.splits:
            left, right = visits[:, tree.left[node]], visits[:, tree.right[node]]
            assert left.any()
            assert right.any()
            name = (*numbers, None, None, None, None)[tree.feature[node]]
            if name is None:
                continue
            present = np.array([row[name] is not None for row in rows])
            if not (left & present).any() or not (right & present).any():
                continue  # only missing values go that way here, and one did
            on_right = set(numbers[name][right & present])
            assert any(code + 1 in on_right for code in set(numbers[name][left & present]))
            crossed += 1
    assert crossed > 0


@pytest.mark.parametrize("kind", FAMILIES)
def test_answered_rows_pass_the_input_rules_and_the_others_break_the_named_one(kind):
    _, vectors = drawn_once(kind)
    for vector in vectors.vectors:
        faults = check_row(PROPENSITY, vector.input)
        if isinstance(vector.expected, Rejection):
            assert faults[0].code == vector.expected.code
            assert faults[0].where == f"$.{vector.expected.column}"
        else:
            assert faults == ()


@pytest.mark.parametrize("kind", FAMILIES)
def test_vectors_survive_being_written_and_read(kind):
    _, vectors = drawn_once(kind)
    files = vectors.to_files()
    assert VectorSet.from_files(files).to_files() == files
    assert len({vector.id for vector in vectors.vectors}) == len(vectors.vectors)


def test_few_rows_cover_many_splits():
    _, vectors = drawn_once("boosting")
    splits = vectors.header["coverage"]["splits"]["total"]
    assert len(by_flag(vectors, "tree-split")) < splits


def test_each_row_says_why_it_is_there():
    _, vectors = drawn_once("tree")
    whys = [vector.why for vector in by_flag(vectors, "tree-split")]
    assert any("one float32 above" in why for why in whys)
    assert any("the last integer that goes left" in why for why in whys)
    assert all(why.startswith("tree 0 node ") for why in whys)


def test_labels_of_a_linear_model_turn_between_two_adjacent_rows():
    _, vectors = drawn_once("logistic")
    boundary = by_flag(vectors, "decision-boundary")
    assert boundary
    labels = {vector.expected.wire["label"] for vector in boundary}
    assert labels == {0, 1}
    assert any(vector.margin["label"] < 1e-5 for vector in boundary)


@pytest.mark.parametrize("depth", [1, 2])
def test_a_row_on_several_splits_names_one_and_counts_the_others(depth):
    tree = DecisionTreeClassifier(max_depth=depth, random_state=1)
    split = by_flag(drawn(prepared(tree)), "tree-split")
    more = [re.search(r"; and (\d+) more split", vector.why) for vector in split]
    # No row stands on more splits than a way from the root has.
    assert {int(each[1]) if each else 0 for each in more} == set(range(depth))


def test_the_same_inputs_give_the_same_bytes_under_another_hash_seed():
    program = (
        "import hashlib, sys\n"
        "from tests.drawing.shop import FAMILIES, drawn\n"
        "files = drawn(FAMILIES['tree']()).to_files()\n"
        "text = b''.join(name.encode() + files[name] for name in sorted(files))\n"
        "print(hashlib.sha256(text).hexdigest())\n"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    files = drawn_once("tree")[1].to_files()
    here = hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files)))
    assert other.strip() == here.hexdigest()


def test_another_seed_draws_other_rows_of_the_same_coverage():
    estimator, vectors = drawn_once("tree")
    others = drawn(estimator, seed=99)
    assert others.header["coverage"]["splits"] == vectors.header["coverage"]["splits"]
    assert {v.id for v in others.vectors} != {v.id for v in vectors.vectors}


def test_what_max_rows_leaves_out_is_stated():
    estimator, vectors = drawn_once("forest")
    cut = drawn(estimator, max_rows=40)
    assert len(cut.vectors) == 40
    assert cut.header["leftOut"] == len(vectors.vectors) - 40
    splits = cut.header["coverage"]["splits"]
    assert splits["covered"] < splits["total"] == vectors.header["coverage"]["splits"]["total"]
    assert "--max-rows 40" in splits["left"][0]["why"]


def test_coverage_below_the_contracts_share_is_refused():
    agreed = contract(INPUTS, [PROBA, LABEL], parity={"coverage": {"splits": 1.0}})
    estimator, _ = drawn_once("forest")
    assert drawn(estimator, agreed).header["coverage"]["splits"]["left"] == []
    assert set(refusals(lambda: drawn(estimator, agreed, max_rows=40))) == {"HT201"}


def test_only_the_classes_that_the_contract_names_are_drawn():
    agreed = contract(INPUTS, [PROBA], parity={"vectors": {"count": 30, "classes": ["typical"]}})
    vectors = drawn(FAMILIES["tree"](), agreed)
    assert set(vectors.header["flags"]) == {"hold-out"}
    assert 30 <= len(vectors.vectors) <= 40


def test_hold_out_rows_keep_what_float32_cannot_hold():
    vectors = by_flag(drawn_once("logistic")[1], "hold-out")
    rounded = [vector for vector in vectors if vector.source]
    assert rounded
    for vector in rounded:
        assert vector.input["basket"] == float(np.float32(vector.source["basket"]))
        assert vector.input["basket"] != vector.source["basket"]


def test_a_threshold_outside_the_contract_is_unreachable_and_says_so():
    inputs = [dict(each) for each in INPUTS]
    inputs[1] = field("basket", "f32", minimum=0, maximum=20)
    agreed = contract(inputs, [PROBA])
    estimator = prepared(DecisionTreeClassifier(max_depth=4, random_state=1))
    data = HOLDOUT.assign(basket=HOLDOUT.basket.clip(0, 20))
    left = drawn(estimator, agreed, data=data).header["coverage"]["splits"]["left"]
    assert left
    assert any("the contract allows basket only from 0.0 to 20.0" in each["why"] for each in left)


def test_a_category_that_the_contract_forbids_is_unreachable_and_says_so():
    inputs = [dict(each) for each in INPUTS]
    inputs[3] = field("device", "string", enum=["android", "web"])
    estimator = prepared(RandomForestClassifier(9, max_depth=6, random_state=1))
    data = HOLDOUT[HOLDOUT.device != "ios"]
    vectors = drawn(estimator, contract(inputs, [PROBA]), data=data)
    whys = [each["why"] for each in vectors.header["coverage"]["splits"]["left"]]
    assert any("no allowed value of device" in why for why in whys)
    categories = vectors.header["coverage"]["categories"]
    assert categories["left"] == [
        {"what": "device 'ios'", "why": "the contract's input rules refuse it"}
    ]


def test_splits_on_mixed_features_are_found_by_moving_one_column():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(200, 3)), columns=list("abc"))
    model = make_pipeline(PCA(2), DecisionTreeRegressor(max_depth=3, random_state=0))
    model.fit(frame, frame.a * frame.b)
    agreed = contract([field(name) for name in "abc"], [VALUE], task="regression")
    vectors = drawn(
        model, agreed, data=frame, known=["HX204"], accept=[("HT401", "float32 projection")]
    )
    splits = vectors.header["coverage"]["splits"]
    assert splits["covered"] == splits["total"] > 3
    assert any("beside the value where it turns" in v.why for v in vectors.vectors)


def test_a_tree_that_never_splits_has_nothing_to_cover():
    flat = DecisionTreeRegressor().fit(VISITORS[["visits"]], np.ones(len(VISITORS)))
    agreed = contract(INPUTS[:1], [VALUE], task="regression")
    coverage = drawn(flat, agreed).header["coverage"]
    assert coverage["splits"]["total"] == 0
    assert (coverage["leaves"]["covered"], coverage["leaves"]["total"]) == (1, 1)


def test_one_hold_out_row_is_enough_to_reach_every_split():
    estimator, _ = drawn_once("boosting")
    coverage = drawn(estimator, data=HOLDOUT.iloc[:1]).header["coverage"]
    assert coverage["splits"]["covered"] == coverage["splits"]["total"]


def test_a_column_that_no_split_asks_for_is_still_tried():
    frame = VISITORS[["visits", "basket"]]
    stump = DecisionTreeClassifier(max_depth=1, random_state=0).fit(frame, BOUGHT)
    vectors = drawn(stump, contract(INPUTS[:2], [PROBA]))
    assert vectors.header["coverage"]["splits"]["total"] == 1
    assert vectors.header["coverage"]["columns"]["covered"] == 2


def test_an_isolation_forest_is_covered():
    frame = VISITORS[["visits", "basket"]]
    model = IsolationForest(n_estimators=5, max_samples=32, random_state=0).fit(frame)
    agreed = contract(INPUTS[:2], [field("score")], task="anomaly-detection")
    splits = drawn(model, agreed).header["coverage"]["splits"]
    assert splits["covered"] + len(splits["left"]) == splits["total"] > 50
    assert all(each["why"].startswith("unreachable") for each in splits["left"])


def test_thresholds_between_integers_are_probed_with_integers():
    model = GradientBoostingRegressor(n_estimators=3, random_state=0)
    model.fit(VISITORS[["visits"]], VISITORS.basket)
    agreed = contract([field("visits", "i64")], [VALUE], task="regression")
    for vector in by_flag(drawn(model, agreed), "tree-split"):
        assert isinstance(vector.input["visits"], int)


def test_neighbours_bring_their_ties():
    items = pd.DataFrame({"a": [0.0, 0.0, 1.0, 2.0, 3.0], "b": [0.0, 0.0, 1.0, 0.0, 1.0]})
    model = NearestNeighbors(n_neighbors=1, algorithm="brute").fit(items)
    agreed = contract(
        [field("a"), field("b")],
        [
            field("ids", "i64", length=1, transformLogic="neighbours.ids"),
            field("far", "f32", length=1, transformLogic="neighbours.distance"),
        ],
        task="retrieval",
        parity={"tolerance": {"far": {"abs": 1e-5}}},
    )
    ties = by_flag(drawn(model, agreed, data=items), "tie")
    assert any(sorted([*v.expected.wire["ids"], *v.ties["ids"]]) == [0, 1] for v in ties if v.ties)


REGRESSION = contract(INPUTS[:2], [VALUE], task="regression")
LINE = LinearRegression().fit(VISITORS[["visits", "basket"]], VISITORS.visits)


@pytest.mark.parametrize(
    ("code", "data"),
    {
        "HT101": HOLDOUT.iloc[:0],
        "HT102": HOLDOUT[["visits"]],
        "HT103": HOLDOUT.assign(basket=-1.0),
        "HT105": HOLDOUT[["visits", "basket", "basket"]],
    }.items(),
)
def test_a_hold_out_that_does_not_fit_the_contract_is_refused(code, data):
    model = export(LINE, REGRESSION)
    assert set(refusals(lambda: draw(REGRESSION, LINE, model, data=data))) == {code}


def test_rows_that_break_the_rules_are_left_out_and_counted():
    data = HOLDOUT.assign(basket=HOLDOUT.basket.where(HOLDOUT.index > 9, -1.0))
    header = drawn(LINE, REGRESSION, data=data).header
    assert header["holdOut"] == {"rows": 120, "refusedByRules": 10}


def test_text_that_cannot_cross_the_wire_is_left_out():
    agreed = contract([*INPUTS[:3], field("device", "string"), INPUTS[4]], [PROBA])
    data = HOLDOUT.assign(device=HOLDOUT.device.astype(object))
    data.loc[3, "device"] = "\ud800"
    vectors = drawn(prepared(LogisticRegression(max_iter=500)), agreed, data=data)
    assert vectors.header["holdOut"]["refusedByRules"] == 1
    vectors.to_files()


def test_an_estimator_that_raises_where_the_contract_lets_pass_is_refused():
    inputs = [dict(each) for each in INPUTS]
    inputs[3] = field("device", "string")
    agreed = contract(inputs, [PROBA])
    estimator = prepared(LogisticRegression(max_iter=500), unknown="error")
    # The exporter may see it coming; the vectors must see it in any case.
    model = export(estimator, PROPENSITY)
    # Each row that raises is searched for by halves: a few rows are enough.
    few = HOLDOUT[:12]
    found = refusals(lambda: draw(agreed, estimator, model, data=few))
    assert "raises on" in found["HT301"].message
    accepted = draw(agreed, estimator, model, data=few, accept=[("HT301", "known")])
    assert accepted.header["leftOut"] > 0
    assert accepted.header["accepted"][0]["id"] == "HT301"


def test_an_answer_that_is_never_a_number_is_refused():
    class NeverANumber(LinearRegression):
        def predict(self, X):
            return np.full(len(X), np.nan)

    broken = NeverANumber().fit(VISITORS[["visits", "basket"]], VISITORS.visits)
    model = export(LINE, REGRESSION)
    assert "HT403" in refusals(lambda: draw(REGRESSION, broken, model, data=HOLDOUT))


def test_codes_that_cannot_be_accepted_are_a_usage_error():
    model = export(LINE, REGRESSION)
    for words in ({"accept": [("HT101", "x")]}, {"accept": [("HT401", " ")]}, {"max_rows": 0}):
        with pytest.raises(UsageError):
            draw(REGRESSION, LINE, model, data=HOLDOUT, **words)


def one_threshold_moved_by_one_ulp(model):
    """Return the export with one threshold of one tree moved to the next float32."""
    import onnx

    graph = onnx.load_from_string(model.onnx)
    for node in graph.graph.node:
        for attribute in node.attribute:
            if attribute.name == "nodes_values":
                values = attribute.floats
                place = next(n for n, value in enumerate(values) if value > 1)
                moved = float(np.nextafter(np.float32(values[place]), np.float32(0)))
                values[place] = moved
                return dataclasses.replace(model, onnx=graph.SerializeToString())
    raise AssertionError("no tree in the graph")


def test_a_threshold_one_ulp_off_is_found_and_blamed_on_the_converter():
    estimator, _ = drawn_once("boosting")
    broken = one_threshold_moved_by_one_ulp(export(estimator, PROPENSITY))
    fault = refusals(lambda: draw(PROPENSITY, estimator, broken, data=HOLDOUT))["HT401"]
    assert "1 of" in fault.message or "2 of" in fault.message
    assert fault.where.startswith("tree-split-")
    assert "--accept HT401" in fault.next


def test_a_scaler_before_trees_is_seen_through():
    forest = RandomForestClassifier(9, max_depth=6, random_state=1)
    vectors = drawn(prepared(forest, scaled=True), known=["HX204"])
    assert vectors.header["coverage"]["splits"]["left"] == []
    assert vectors.header["truths"]["converter"] == {"vectors": 0}


def test_an_accepted_deviation_is_recorded_with_each_vector():
    estimator, _ = drawn_once("boosting")
    broken = one_threshold_moved_by_one_ulp(export(estimator, PROPENSITY))
    vectors = draw(
        PROPENSITY, estimator, broken, data=HOLDOUT, accept=[("HT401", "seen and taken")]
    )
    deviating = [vector for vector in vectors.vectors if vector.deviation is not None]
    assert deviating
    assert {vector.deviation.cause for vector in deviating} == {"converter"}
    assert vectors.header["truths"]["converter"]["vectors"] == len(deviating)
    assert vectors.header["accepted"][0]["reason"] == "seen and taken"


def test_what_is_counted_while_drawing_ends_with_all_of_it():
    estimator = FAMILIES["forest"]()
    heard = []
    vectors = drawn(estimator, progress=lambda *counted: heard.append(counted))
    last = {noun: (done, total) for noun, done, total in heard}
    assert list(last) == ["split sides", "rows answered"]
    assert all(done == total for done, total in last.values())
    assert vectors == drawn_once("forest")[1]
