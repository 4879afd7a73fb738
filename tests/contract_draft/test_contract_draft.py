"""A draft says what model and frame show, asks for the rest, and refuses what it cannot use."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN, KMeans
from sklearn.compose import make_column_transformer
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, RidgeClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import LinearSVC

from handover.contract import check_row, check_text, load_text
from handover.contract.reading import parse
from handover.contract_draft import draft
from handover.contract_draft.column_profile import ColumnProfile, outward, profile
from handover.contract_draft.yaml_text import flow, scalar
from handover.faults import UsageError
from handover.values import Column, ElementType

N = 200
RNG = np.random.default_rng(7)
SHOP = pd.DataFrame(
    {
        "visits": RNG.integers(0, 37, N),
        "basket_eur": np.where(RNG.random(N) < 0.2, np.nan, RNG.gamma(2, 30, N).round(2)),
        "seen_at": RNG.integers(1_700_000_000, 1_700_400_000, N).astype("float64") + 0.5,
        "device": RNG.choice(["web", "ios", "no"], N),
        "weekend": RNG.random(N) < 0.3,
        "bought": RNG.integers(0, 2, N),
    }
)
FEATURES = SHOP.drop(columns="bought")


def shop_pipeline(final):
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    prepared = make_column_transformer(
        (numbers, ["visits", "basket_eur", "seen_at", "weekend"]),
        (OneHotEncoder(handle_unknown="ignore"), ["device"]),
    )
    return make_pipeline(prepared, final)


@pytest.fixture(scope="module")
def propensity():
    return shop_pipeline(LogisticRegression()).fit(FEATURES, SHOP["bought"])


def filled(text):
    """Say what only a person can: every TODO becomes something the contract may hold."""
    answers = {
        "maturityDays": "30",
        "mustBeGreaterOrEqualTo": "0.8",
        "mustBeLessOrEqualTo": "0.8",
        "goal": "increase",
        "target": "2",
        "id": "conversion",
        "outcome": "conversion",
        "logicalType": "string",
    }

    def answer(found):
        key = found["key"]
        if key == "baseline":
            return "baseline: 1" if "number as it is" in found["rest"] else "baseline: last-release"
        return f"{key}: {answers.get(key, 'said')}"

    return re.sub(r"(?P<key>\w+): TODO(?P<rest>[^,}#\n]*?)(?=\s*[,}#\n])", answer, text)


def python_row(row):
    """Turn a row of a frame into values of Python: what JSON of it would hold."""
    cells = {}
    for name, cell in row.items():
        value = cell.item() if isinstance(cell, np.generic) else cell
        if isinstance(value, np.ndarray):
            value = value.tolist()
        is_missing = value is None or (isinstance(value, float) and math.isnan(value))
        cells[str(name)] = None if is_missing else value
    return cells


def test_a_draft_reads_columns_formats_ranges_and_categories_from_the_frame(propensity):
    contract = load_text(filled(draft(propensity, SHOP, target="bought", name="propensity")))
    assert contract.input_columns == (
        Column("visits", ElementType.I64),
        Column("basket_eur", ElementType.F32, nullable=True),
        Column("seen_at", ElementType.F64),
        Column("device", ElementType.STRING),
        Column("weekend", ElementType.BOOL),
    )
    assert contract.rules("device").enum == ("ios", "no", "web")
    assert (contract.rules("visits").minimum, contract.rules("visits").maximum) == (0, 40)
    assert contract.output_columns == (
        Column("proba", ElementType.F32),
        Column("label", ElementType.I64),
    )
    assert [contract.role(column.name) for column in contract.output_columns] == [
        "probability[1]",
        "label",
    ]
    assert contract.model.task == "binary-classification"
    assert contract.label.name == "bought"
    assert contract.tolerance("proba").text == "abs 1e-06 + rel 1e-05"
    for row in FEATURES.to_dict("records"):
        assert check_row(contract, python_row(row)) == ()


def test_check_refuses_a_draft_for_its_todos_and_for_nothing_else(propensity):
    text = draft(propensity, SHOP, target="bought", name="propensity")
    found = check_text(text)
    assert {finding.code for finding in found} == {"HC105"}
    assert len(found) == len(re.findall(r": TODO", text))
    assert [str(finding) for finding in check_text(filled(text))] == []


def test_the_same_model_and_frame_give_the_same_draft(propensity):
    texts = {draft(propensity, SHOP, target="bought", name="propensity") for _ in range(3)}
    assert len(texts) == 1


CLASSES = pd.Series(RNG.choice(["a", "b", "yes"], N))
NUMBERS = pd.DataFrame(RNG.normal(size=(N, 3)), columns=["x", "y", "z"])
VECTORS = pd.DataFrame(
    {"vector": [row.tolist() for row in NUMBERS.to_numpy()]}, index=NUMBERS.index
)

MODELS = {
    "forest of three classes": (
        lambda: RandomForestClassifier(5, random_state=0).fit(NUMBERS, CLASSES),
        NUMBERS,
        "multiclass-classification",
        {"probas": ("probability", "f32", 3), "label": ("label", "string", None)},
    ),
    "classifier without probabilities": (
        lambda: LinearSVC().fit(NUMBERS, CLASSES),
        NUMBERS,
        "multiclass-classification",
        {"score": ("score", "f32", 3), "label": ("label", "string", None)},
    ),
    "two classes without probabilities": (
        lambda: RidgeClassifier().fit(NUMBERS, CLASSES == "a"),
        NUMBERS,
        "binary-classification",
        {"score": ("score", "f32", None), "label": ("label", "bool", None)},
    ),
    "regression": (
        lambda: LinearRegression().fit(NUMBERS, NUMBERS["x"]),
        NUMBERS,
        "regression",
        {"value": ("value", "f32", None)},
    ),
    "regression of two targets": (
        lambda: LinearRegression().fit(NUMBERS, NUMBERS[["x", "y"]]),
        NUMBERS,
        "regression",
        {"value": ("value", "f32", 2)},
    ),
    "clusters": (
        lambda: KMeans(4, n_init=1, random_state=0).fit(NUMBERS),
        NUMBERS,
        "clustering",
        {"cluster": ("cluster", "i64", None), "distances": ("distances", "f32", 4)},
    ),
    "outliers": (
        lambda: IsolationForest(n_estimators=5, random_state=0).fit(NUMBERS),
        NUMBERS,
        "anomaly-detection",
        {"score": ("score", "f32", None), "label": ("label", "i64", None)},
    ),
    "neighbours of vectors": (
        lambda: NearestNeighbors(n_neighbors=7).fit(NUMBERS.to_numpy()),
        VECTORS,
        "retrieval",
        {
            "item_ids": ("neighbours.ids", "i64", 7),
            "distances": ("neighbours.distance", "f32", 7),
        },
    ),
    "projection": (
        lambda: PCA(2).fit(NUMBERS),
        NUMBERS,
        "transformation",
        {"features": ("transform", "f32", 2)},
    ),
    "search": (
        lambda: GridSearchCV(LogisticRegression(), {"C": [1.0]}, cv=2).fit(NUMBERS, CLASSES == "a"),
        NUMBERS,
        "binary-classification",
        {"proba": ("probability[1]", "f32", None), "label": ("label", "bool", None)},
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_task_and_outputs_follow_from_the_estimator(name):
    fit, frame, task, outputs = MODELS[name]
    text = draft(fit(), frame, name="m")
    assert {finding.code for finding in check_text(text)} == {"HC105"}
    contract = load_text(filled(text))
    assert contract.model.task == task
    assert {
        column.name: (contract.role(column.name), column.type.value, column.length)
        for column in contract.output_columns
    } == outputs
    assert [f for f in check_text(filled(text)) if f.severity == "error"] == []
    for row in frame.head(20).to_dict("records"):
        assert check_row(contract, python_row(row)) == ()


def test_an_output_is_not_called_like_an_input():
    frame = NUMBERS.rename(columns={"x": "value"})
    text = filled(draft(LinearRegression().fit(frame, NUMBERS["x"]), frame, name="m"))
    contract = load_text(text)
    assert [column.name for column in contract.output_columns] == ["value_out"]


def test_names_of_any_script_and_sign_are_quoted_and_kept():
    names = ["größe", 'a "b"', "c: d", "on", "x[1]", "#e", "{f}", "日本", "null", "\u0301", "'"]
    frame = pd.DataFrame(RNG.normal(size=(N, len(names))), columns=names)
    model = LinearRegression().fit(frame, frame["größe"])
    contract = load_text(filled(draft(model, frame, name="Größen & mehr: a/b")))
    assert [column.name for column in contract.input_columns] == names
    assert contract.name == "gr-en-mehr-a-b"


HOSTILE = {
    "no frame": (lambda f: f.to_numpy(), "bought", {"HU401"}),
    "no rows": (lambda f: f.head(0), "bought", {"HU401"}),
    "levels of names": (lambda f: pd.concat({"a": f}, axis=1), None, {"HU401"}),
    "a column twice": (lambda f: pd.concat([f, f[["visits"]]], axis=1), "bought", {"HU402"}),
    "a number and its text": (
        lambda f: f.assign(**{"7": 1}).assign(extra=2).rename(columns={"extra": 7}),
        "bought",
        {"HU402"},
    ),
    "no target": (lambda f: f, "buyt", {"HU403"}),
    "a feature is gone": (lambda f: f.drop(columns="visits"), "bought", {"HU404"}),
    "a blank name": (lambda f: f.assign(**{" ": 1}), "bought", {"HU405"}),
    "a name with a line end": (lambda f: f.assign(**{"a\nb": 1}), "bought", {"HU405"}),
    "an endless name": (lambda f: f.assign(**{"x" * 300: 1}), "bought", {"HU405"}),
    "the target is a feature": (lambda f: f, "visits", {"HU407"}),
    "several at once": (
        lambda f: pd.concat([f, f[["visits"]]], axis=1).assign(**{"": 1}),
        "buyt",
        {"HU402", "HU403", "HU405"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_frame_is_refused_by_name(name, propensity):
    spoil, target, codes = HOSTILE[name]
    with pytest.raises(UsageError) as refused:
        draft(propensity, spoil(SHOP), target=target, name="m")
    assert {fault.code for fault in refused.value.faults} == codes
    assert all(fault.next for fault in refused.value.faults)


def test_a_matrix_of_another_width_is_refused():
    model = LinearRegression().fit(NUMBERS.to_numpy(), NUMBERS["x"])
    with pytest.raises(UsageError) as refused:
        draft(model, NUMBERS[["x", "y"]], name="m")
    (fault,) = refused.value.faults
    assert (fault.code, fault.expected) == ("HU404", "features=3")


def test_columns_named_by_numbers_are_taken_by_their_text():
    frame = pd.DataFrame(NUMBERS.to_numpy())
    model = LinearRegression().fit(frame.to_numpy(), NUMBERS["x"])
    contract = load_text(filled(draft(model, frame, name="m")))
    assert [column.name for column in contract.input_columns] == ["0", "1", "2"]


UNUSABLE = {
    "not fitted": lambda: LogisticRegression(),
    "no estimator": lambda: {"a": 1},
    "no answer for new rows": lambda: DBSCAN().fit(NUMBERS),
    "several targets": lambda: RandomForestClassifier(2).fit(
        NUMBERS, np.column_stack([CLASSES == "a", CLASSES == "b"])
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_estimator_that_cannot_be_handed_over_is_refused(name):
    with pytest.raises(UsageError) as refused:
        draft(UNUSABLE[name](), NUMBERS, name="m")
    assert [fault.code for fault in refused.value.faults] == ["HU406"]


COLUMNS = {
    "whole numbers": (pd.Series([1, 5, 93]), ("integer", "i64", True, 0, 100)),
    "whole numbers, some missing": (pd.Series([1, None, 93]), ("number", "f32", False, 0, 100)),
    "nullable integers": (
        pd.Series([1, None, 93], dtype="Int64"),
        ("number", "f32", False, 0, 100),
    ),
    "ids with gaps": (
        pd.Series([2**24 + 1, None, 2**24 + 3], dtype="Int64"),
        ("number", "f64", False, 16777217, 16777219),
    ),
    "timestamps": (
        pd.Series([1.7e9 + i for i in range(100)]),
        ("number", "f64", True, 1.7e9, 1.7e9 + 100),
    ),
    "money": (pd.Series([0.1, 49.95, 187.0]), ("number", "f32", True, 0, 200)),
    "infinities": (pd.Series([0.0, 1.5, math.inf]), ("number", "f32", True, 0, 2)),
    "nothing": (pd.Series([None, None]), (None, None, False, None, None)),
    "truth": (pd.Series([True, False]), ("boolean", None, True, None, None)),
    "truth with gaps": (pd.Series([True, None]), ("boolean", None, False, None, None)),
    "numbers as objects": (
        pd.Series([1, 2.5, None], dtype=object),
        ("number", "f32", False, 1, 3),
    ),
    "a mixture": (pd.Series([1, "a"], dtype=object), (None, None, True, None, None)),
    "moments": (
        pd.Series(pd.to_datetime(["2024-01-01", "2024-02-01"])),
        ("timestamp", None, True, None, None),
    ),
    "vectors": (pd.Series([[0.5, 1.0], [0.1, -1.0]]), ("array of number", "f32", True, -1, 1)),
    "ragged vectors": (pd.Series([[0.5], [0.1, -1.0]]), (None, None, True, None, None)),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_profiled_as_what_it_holds(name):
    cells, expected = COLUMNS[name]
    seen = profile("c", cells)
    found = (seen.logical_type, seen.format, seen.required, seen.minimum, seen.maximum)
    assert found == expected


def test_few_texts_are_categories_and_many_are_text():
    few = profile("c", pd.Series(["b", "a", None] * 10))
    assert few == ColumnProfile("c", "string", required=False, enum=("a", "b"), seen="2 distinct")
    many = profile("c", pd.Series([f"name {n}" for n in range(150)]))
    assert (many.enum, many.max_length, many.required) == (None, 8, True)
    declared = profile("c", pd.Series(["b", "a"] * 10, dtype="category"))
    assert declared.enum == ("a", "b")


def test_a_column_without_a_value_is_a_todo(propensity):
    frame = SHOP.assign(visits=np.nan)
    text = draft(propensity, frame, target="bought", name="m")
    assert "- {name: visits, logicalType: TODO number or string}" in text
    assert "# seen: nothing, every value is missing" in text


@given(
    st.floats(-1e300, 1e300, allow_subnormal=True),
    st.floats(-1e300, 1e300, allow_subnormal=True),
)
def test_a_range_is_never_rounded_inward(one, other):
    low, high = min(one, other), max(one, other)
    bottom, top = outward(low, high)
    assert bottom <= low <= high <= top


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12))
def test_any_text_is_spelled_so_that_it_reads_back(text):
    for spelled in (f"a: {scalar(text)}", flow({"a": text}), f"- b\n- {{a: {scalar(text)}}}"):
        if spelled.startswith("-"):
            spelled = "x:\n" + "\n".join(f"  {line}" for line in spelled.split("\n"))
        document = parse(spelled, name="x")
        value = document.value if "x" not in document.value else document.value["x"][1]
        assert value == {"a": text}
        assert document.noted == ()
