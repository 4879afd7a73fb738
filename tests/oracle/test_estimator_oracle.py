"""The estimator's two truths, its margins, and the rows on which it raises."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier

from handover.contract.model import (
    Artifact,
    LogicalTypeOptions,
    ModelBlock,
    ModelContract,
    Property,
    SchemaObject,
)
from handover.estimator.wire_frame import frame_of, missing_texts, wire_rows
from handover.faults import ExportRefused
from handover.oracle import EstimatorOracle, Raised
from handover.values import Column, ElementType, round_to
from tests.search_length import searched

LABEL = ("integer", "i64", "label")
PROBABILITY = ("number", "f32", "probability[1]")


def contract(inputs, outputs, *, nullable=(), string_missing=""):
    def field(name, logical, form, role=None):
        options = LogicalTypeOptions(format=form)
        required = name not in nullable
        return Property(
            name=name,
            logical_type=logical,
            required=required,
            logical_type_options=options,
            transform_logic=role,
        )

    asked = tuple(field(name, *kind) for name, kind in inputs.items())
    answered = tuple(field(name, *kind) for name, kind in outputs.items())
    return ModelContract(
        id="o",
        name="o",
        version="1.0.0",
        status="draft",
        inputs=(SchemaObject(name="asked", properties=asked),),
        outputs=(SchemaObject(name="answered", properties=answered),),
        model=ModelBlock(
            task="binary-classification", artifact=Artifact(string_missing=string_missing)
        ),
    )


NUMBER = {"x": ("number", "f32")}


def test_source_and_wire_part_where_rounding_crosses_a_threshold():
    # The two doubles around the threshold 0.1 + 1e-9 round to one float32.
    tree = DecisionTreeClassifier().fit(pd.DataFrame({"x": [0.0, 0.2]}), [0, 1])
    tree.tree_.threshold[0] = 0.1 + 1e-9
    oracle = EstimatorOracle(tree, contract(NUMBER, {"label": LABEL}))
    rows = pd.DataFrame({"x": [0.1]})
    assert oracle.wire_rows(rows) == [{"x": round_to("0.1", ElementType.F32)}]
    # scikit-learn's trees round to float32 themselves, so both truths agree here.
    assert oracle.source(rows) == oracle.wire(rows) == [{"label": 1}]


def test_smooth_models_see_the_digits_that_the_wire_cuts_off():
    model = LogisticRegression().fit(pd.DataFrame({"x": [0.0, 1e-6, 1.0, 2.0]}), [0, 0, 1, 1])
    oracle = EstimatorOracle(model, contract(NUMBER, {"p": ("number", "f64", "probability[1]")}))
    rows = pd.DataFrame({"x": [1.123456789012]})
    (source,), (wire,) = oracle.source(rows), oracle.wire(rows)
    assert 0 < abs(source["p"] - wire["p"]) < 1e-6


def words():
    frame = pd.DataFrame({"w": ["a", "b"] * 20, "x": np.linspace(0, 1, 40)})
    columns = ColumnTransformer([("w", OneHotEncoder(), ["w"])], remainder="passthrough")
    return make_pipeline(columns, LogisticRegression()).fit(frame, [0, 1] * 20)


WORDS = {"w": ("string", None), "x": ("number", "f32")}


def test_rows_on_which_the_estimator_raises_are_answers_of_their_own():
    oracle = EstimatorOracle(words(), contract(WORDS, {"p": PROBABILITY}))
    rows = pd.DataFrame({"w": ["a", "z", "b", "a", "y"], "x": [0.0, 0.0, math.nan, 1.0, 0.0]})
    answers = oracle.source(rows)
    assert [isinstance(answer, Raised) for answer in answers] == [False, True, True, False, True]
    assert answers[1].message.startswith("ValueError: Found unknown categories")
    assert len(oracle.margins(rows)) == 5


def test_an_empty_frame_has_no_answers():
    oracle = EstimatorOracle(words(), contract(WORDS, {"p": PROBABILITY}))
    assert oracle.wire(pd.DataFrame({"w": [], "x": []})) == []


def test_columns_may_come_in_any_order_and_beside_others():
    oracle = EstimatorOracle(words(), contract(WORDS, {"p": PROBABILITY}))
    rows = pd.DataFrame({"w": ["a", "b"], "x": [0.1, 0.9]})
    shuffled = rows.assign(other=1)[["other", "x", "w"]]
    assert oracle.source(shuffled) == oracle.source(rows)


def test_the_index_of_the_frame_does_not_matter():
    oracle = EstimatorOracle(words(), contract(WORDS, {"p": PROBABILITY}))
    rows = pd.DataFrame({"w": ["a", "b"], "x": [0.1, 0.9]})
    assert oracle.wire(rows.set_index(np.array([7, 3]))) == oracle.wire(rows)


def test_a_null_text_is_what_the_frame_calls_missing():
    columns = (Column("w", ElementType.STRING, nullable=True),)
    assert math.isnan(missing_texts(columns, None)["w"])
    with_none = pd.DataFrame({"w": pd.Series(["a", None], dtype=object)})
    assert missing_texts(columns, with_none) == {"w": None}
    frame = frame_of([{"w": None}, {"w": "a"}], columns, {"w": None})
    assert frame["w"].tolist() == [None, "a"]


def test_the_word_for_missing_is_null_on_the_wire():
    columns = (Column("w", ElementType.STRING, nullable=True), Column("v", ElementType.STRING))
    rows = wire_rows(pd.DataFrame({"w": ["-", "a"], "v": ["-", "b"]}), columns, "-")
    assert rows == [{"w": None, "v": "-"}, {"w": "a", "v": "b"}]


def test_integers_beyond_2_to_the_53_stay_exact():
    columns = (Column("i", ElementType.I64),)
    rows = [{"i": 2**53 + 1}, {"i": -(2**63)}]
    assert wire_rows(frame_of(rows, columns, {}), columns, "") == rows


@settings(max_examples=searched(60))
@given(
    st.lists(
        st.tuples(
            st.none() | st.floats(width=32, allow_nan=False),
            st.floats(allow_nan=False),
            st.integers(-(2**63), 2**63 - 1),
            st.booleans(),
            st.none() | st.text(min_size=1),
            st.lists(st.floats(width=32, allow_nan=False), min_size=2, max_size=2),
        ),
        max_size=5,
    )
)
def test_rows_survive_the_way_into_a_frame_and_back(cells):
    columns = (
        Column("f", ElementType.F32, nullable=True),
        Column("d", ElementType.F64),
        Column("i", ElementType.I64),
        Column("b", ElementType.BOOL),
        Column("s", ElementType.STRING, nullable=True),
        Column("a", ElementType.F32, 2),
    )
    rows = [dict(zip("fdibsa", row, strict=True)) for row in cells]
    assert wire_rows(frame_of(rows, columns, {"s": math.nan}), columns, "") == rows


@settings(max_examples=searched(200))
@given(st.floats())
def test_the_wire_rounds_as_every_reader_of_a_bundle_does(value):
    columns = (Column("x", ElementType.F32, nullable=True),)
    ((row),) = wire_rows(pd.DataFrame({"x": [value]}), columns, "")
    assert row["x"] == (None if math.isnan(value) else round_to(value, ElementType.F32))


MARGINS = {
    "probabilities": (LogisticRegression(), lambda m, x: abs(1 - 2 * m.predict_proba(x)[:, 1])),
    "decision": (LinearSVC(), lambda m, x: abs(m.decision_function(x))),
    "SVC follows its decision, not its probabilities": (
        SVC(probability=True, random_state=0),
        lambda m, x: abs(m.decision_function(x)),
    ),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", MARGINS)
def test_margins_are_the_distance_to_the_next_best(name):
    model, expected = MARGINS[name]
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"x": rng.normal(size=60).astype(np.float32).astype(float)})
    model.fit(frame, frame["x"] > 0)
    oracle = EstimatorOracle(model, contract(NUMBER, {"label": LABEL}))
    found = [margin["label"] for margin in oracle.margins(frame)]
    assert found == pytest.approx(expected(model, frame).tolist())


def test_outputs_without_a_label_have_no_margins():
    oracle = EstimatorOracle(words(), contract(WORDS, {"p": PROBABILITY}))
    assert oracle.margins(pd.DataFrame({"w": ["a"], "x": [0.5]})) == [{}]


def test_what_is_no_estimator_is_refused():
    with pytest.raises(ExportRefused) as refused:
        EstimatorOracle({"a": 1}, contract(NUMBER, {"label": LABEL}))
    assert [fault.code for fault in refused.value.faults] == ["HU203"]
