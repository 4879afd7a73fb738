"""Each finding is seen where it is planted, and gone where its own fix was followed."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import (
    ExtraTreesClassifier,
    HistGradientBoostingClassifier,
    IsolationForest,
    RandomForestClassifier,
)
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    KBinsDiscretizer,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    QuantileTransformer,
    SplineTransformer,
    StandardScaler,
)
from sklearn.svm import SVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from handover.contract.model.parity import ToleranceDeclaration
from handover.faults import EnvironmentMissing, ExportRefused, UsageError
from handover.onnx_export import export, refusals_table
from handover.onnx_export.checks import Examination, Severity, judge
from handover.oracle import EstimatorOracle
from tests.onnx_export.planted_boosters import PLANTED_BOOSTERS
from tests.onnx_export.shop_data import (
    BINARY,
    INPUTS,
    NULLABLE,
    NUMBER_INPUTS,
    NUMBERS,
    SCORED,
    VALUE,
    shop,
    shop_with_nulls,
)
from tests.onnx_export.small_contract import small_contract

pytestmark = pytest.mark.filterwarnings("ignore")
NULLABLE_NUMBERS = {name: NULLABLE[name] for name in NUMBERS}


def found(estimator, contract, sample=None, accept=()):
    """Return the ids that refuse the export, or that its bundle records."""
    try:
        model = export(estimator, contract, sample=sample, accept=accept)
    except ExportRefused as refused:
        return [fault.code for fault in refused.faults]
    return [accepted.id for accepted in model.accepted]


def numbers(estimator, target="bought", *, nulls=False):
    frame, bought, _, value = shop_with_nulls() if nulls else shop()
    return estimator.fit(frame[NUMBERS], bought if target == "bought" else value)


def words(encoder, *, column="device", nulls=False, model=None):
    frame, bought, _, _ = shop_with_nulls() if nulls else shop()
    chosen = ColumnTransformer([("word", encoder, [column])])
    final = LogisticRegression() if model is None else model
    return make_pipeline(chosen, final).fit(frame[[column]], bought)


def word_contract(kind="string", **rule):
    return small_contract({"device": kind}, BINARY, rules={"device": rule} if rule else None)


# Each case: planted estimator and contract, mended estimator and contract.
def missing_in_trees(planted):
    forest = RandomForestClassifier(5, random_state=0)
    if planted:
        return numbers(forest, nulls=True), small_contract(NULLABLE_NUMBERS, BINARY)
    mended = make_pipeline(SimpleImputer(), forest)
    return numbers(mended, nulls=True), small_contract(NULLABLE_NUMBERS, BINARY)


def histogram_categories(planted):
    frame, bought, _, _ = shop()
    chosen = frame[["views 7d", "rate"]]
    model = HistGradientBoostingClassifier(
        max_iter=5, categorical_features=["views 7d"] if planted else None
    )
    inputs = {name: INPUTS[name] for name in chosen}
    return model.fit(chosen, bought), small_contract(inputs, BINARY)


def double_to_tree(planted):
    inputs = {**NUMBER_INPUTS, "rate": "f64" if planted else "f32"}
    return numbers(DecisionTreeClassifier(max_depth=3)), small_contract(inputs, BINARY)


def arithmetic_before_tree(planted):
    forest = RandomForestClassifier(5, random_state=0)
    model = make_pipeline(StandardScaler(), forest) if planted else forest
    return numbers(model), small_contract(NUMBER_INPUTS, BINARY)


def even_forest(planted):
    model = RandomForestClassifier(4 if planted else 5, random_state=0)
    return numbers(model), small_contract(NUMBER_INPUTS, BINARY)


def finer_thresholds(planted):
    frame, bought, _, _ = shop()
    chosen = frame[NUMBERS] if planted else frame[NUMBERS].astype("float32")
    model = HistGradientBoostingClassifier(max_iter=3).fit(chosen, bought)
    return model, small_contract(NUMBER_INPUTS, BINARY), chosen


def rare_words(planted):
    encoder = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=70)
    mended = OneHotEncoder(handle_unknown="ignore")
    frame, bought, _, _ = shop()
    chosen = frame[["device", "weekend"]]
    columns = ColumnTransformer([("word", encoder if planted else mended, list(chosen))])
    model = make_pipeline(columns, LogisticRegression()).fit(chosen, bought)
    return model, small_contract({"device": "string", "weekend": "bool"}, BINARY)


def ordinal_unknown(planted):
    contract = word_contract() if planted else word_contract(enum=("ios", "android", "wéb"))
    return words(OrdinalEncoder()), contract


def encoder_on_floats(planted):
    frame, bought, _, _ = shop()
    columns = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore"), ["views 7d"])])
    model = make_pipeline(columns, LogisticRegression()).fit(frame[["views 7d"]], bought)
    return model, small_contract({"views 7d": "f32" if planted else "i64"}, BINARY)


def missing_code(planted):
    coded = {} if planted else {"encoded_missing_value": -2}
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, **coded)
    model = words(encoder, nulls=True, model=HistGradientBoostingClassifier(max_iter=3))
    return model, word_contract("string?")


def missing_word(planted):
    model = words(OneHotEncoder(handle_unknown="ignore"), nulls=True)
    missing = "ios" if planted else ""
    return model, small_contract({"device": "string?"}, BINARY, string_missing=missing)


def null_without_spelling(planted):
    inputs = {**NUMBER_INPUTS, "views 7d": "i64?" if planted else "i64"}
    model = HistGradientBoostingClassifier(max_iter=3)
    return numbers(model), small_contract(inputs, BINARY)


def null_refused_by_step(planted):
    inputs = {**NUMBER_INPUTS, "rate": "f32?" if planted else "f32"}
    return numbers(LogisticRegression(max_iter=500)), small_contract(inputs, BINARY)


def other_null(planted):
    frame, bought, _, _ = shop_with_nulls()
    chosen = frame[["device"]].copy()
    if planted:
        # assigned as objects: pandas 3 would turn None into NaN
        none = [None if isinstance(cell, float) else cell for cell in chosen["device"]]
        chosen["device"] = pd.Series(none, dtype=object)
    imputer = SimpleImputer(strategy="most_frequent", missing_values=np.nan)
    encoder = make_pipeline(imputer, OneHotEncoder(handle_unknown="ignore"))
    columns = ColumnTransformer([("word", encoder, ["device"])])
    model = make_pipeline(columns, LogisticRegression()).fit(chosen, bought)
    return model, word_contract("string?"), chosen


def indicator_lost(planted):
    if planted:
        step = SimpleImputer(add_indicator=True)
        return numbers(make_pipeline(step, Ridge()), "value", nulls=True), small_contract(
            NULLABLE_NUMBERS, VALUE
        )
    return numbers(make_pipeline(SimpleImputer(), Ridge()), "value", nulls=True), small_contract(
        NULLABLE_NUMBERS, VALUE
    )


def default_tokenizer(planted):
    analyzer = "word" if planted else "char"
    return texts(CountVectorizer(analyzer=analyzer, lowercase=False)), word_contract()


def locale(planted):
    return texts(CountVectorizer(analyzer="char", lowercase=planted)), word_contract()


def text_options(planted):
    accents = "unicode" if planted else None
    vectorizer = TfidfVectorizer(analyzer="char", lowercase=False, strip_accents=accents)
    return texts(vectorizer), word_contract()


def texts(vectorizer):
    frame, bought, _, _ = shop()
    columns = ColumnTransformer([("text", vectorizer, "device")])
    return make_pipeline(columns, LogisticRegression()).fit(frame[["device"]], bought)


def whole_numbers(planted):
    inputs = {**NUMBER_INPUTS, "views 7d": "i64"}
    largest = 2**31 if planted else 2**20
    contract = small_contract(inputs, BINARY, rules={"views 7d": {"maximum": largest}})
    return numbers(LogisticRegression(max_iter=500)), contract


def quantile_edges(planted):
    step = (
        QuantileTransformer(n_quantiles=20)
        if planted
        else KBinsDiscretizer(5, quantile_method="averaged_inverted_cdf")
    )
    return numbers(make_pipeline(step, Ridge()), "value"), small_contract(NUMBER_INPUTS, VALUE)


def largest_norm(planted):
    step = Normalizer(norm="max" if planted else "l2")
    return numbers(make_pipeline(step, Ridge()), "value"), small_contract(NUMBER_INPUTS, VALUE)


PLANTED = {
    "HX201": missing_in_trees,
    "HX202": histogram_categories,
    "HX203": double_to_tree,
    "HX204": arithmetic_before_tree,
    "HX205": even_forest,
    "HX206": finer_thresholds,
    "HX211": rare_words,
    "HX212": ordinal_unknown,
    "HX213": encoder_on_floats,
    "HX214": missing_code,
    "HX215": missing_word,
    "HX221": null_without_spelling,
    "HX222": null_refused_by_step,
    "HX223": other_null,
    "HX224": indicator_lost,
    "HX231": default_tokenizer,
    "HX232": locale,
    "HX233": text_options,
    "HX241": whole_numbers,
    "HX242": quantile_edges,
    "HX243": largest_norm,
    **PLANTED_BOOSTERS,
}
# Planted in tests of their own below.
ELSEWHERE = {"HX234", "HX310", "HX311", "HX312", "HX313", "HX501", "HX502"}


def test_every_finding_is_planted_somewhere():
    assert {finding.id for finding in refusals_table()} == PLANTED.keys() | ELSEWHERE


@pytest.mark.parametrize("name", PLANTED)
def test_planted_findings_are_found_and_mended_ones_are_not(name):
    assert found(*PLANTED[name](True)) == [name]
    assert found(*PLANTED[name](False)) == []


@pytest.mark.parametrize(
    "name",
    [
        finding.id
        for finding in refusals_table()
        if finding.severity is Severity.REFUSED and finding.id in PLANTED
    ],
)
def test_accepted_findings_are_recorded_with_their_reason(name):
    estimator, contract, *sample = PLANTED[name](True)
    pairs = [(name, " agreed on 3 May ")]
    accepted = export(estimator, contract, sample=next(iter(sample), None), accept=pairs).accepted
    assert [(item.id, item.reason) for item in accepted] == [(name, "agreed on 3 May")]


def test_grouped_rare_words_of_a_single_column_are_refused_even_when_all_words_are_known():
    encoder = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=70)
    assert found(words(encoder), word_contract(enum=("ios", "android", "wéb"))) == ["HX211"]


def test_all_refusals_come_at_once():
    frame, bought, _, _ = shop_with_nulls()
    chosen = ColumnTransformer(
        [("scale", StandardScaler(), NUMBERS), ("word", OrdinalEncoder(), ["weekend"])]
    )
    estimator = make_pipeline(chosen, RandomForestClassifier(4, random_state=0))
    estimator.fit(frame[[*NUMBERS, "weekend"]], bought)
    inputs = {**NULLABLE_NUMBERS, "rate": "f64", "weekend": "bool"}
    assert found(estimator, small_contract(inputs, BINARY)) == ["HX201", "HX203", "HX204"]


def test_every_step_without_a_converter_is_named_at_once():
    steps = (FunctionTransformer(np.abs), SplineTransformer(), Ridge())
    estimator = numbers(make_pipeline(*steps), "value")
    with pytest.raises(ExportRefused) as refused:
        export(estimator, small_contract(NUMBER_INPUTS, VALUE))
    assert [(fault.code, fault.message) for fault in refused.value.faults] == [
        ("HX301", "skl2onnx has no converter for FunctionTransformer"),
        ("HX301", "skl2onnx has no converter for SplineTransformer"),
    ]


@pytest.mark.parametrize("model", [IsolationForest(n_estimators=5), ExtraTreesClassifier(5)])
def test_null_in_other_trees_is_refused_too(model):
    outputs = SCORED if isinstance(model, IsolationForest) else BINARY
    estimator = numbers(model, nulls=True)
    assert found(estimator, small_contract(NULLABLE_NUMBERS, outputs)) == ["HX201"]


def test_an_indicator_beside_the_imputer_keeps_null_from_a_forest():
    union = FeatureUnion([("value", SimpleImputer()), ("was null", MissingIndicator())])
    estimator = numbers(make_pipeline(union, RandomForestClassifier(5)), nulls=True)
    assert "HX201" not in found(estimator, small_contract(NULLABLE_NUMBERS, BINARY))


def test_ids_are_seen_in_the_sample_where_the_contract_gives_no_bounds():
    frame, bought, _, _ = shop()
    chosen = pd.DataFrame({"minute": 29_000_000.0 + frame["views 7d"], "rate": frame["rate"]})
    estimator = LogisticRegression().fit(chosen, bought)
    contract = small_contract({"minute": "f32", "rate": "f32"}, BINARY)
    assert found(estimator, contract, sample=chosen) == ["HX241"]


def test_a_large_id_that_is_only_a_category_is_welcome():
    frame, bought, _, _ = shop()
    chosen = pd.DataFrame({"item": 10**9 + frame["views 7d"] % 7})
    columns = ColumnTransformer([("item", OneHotEncoder(handle_unknown="ignore"), ["item"])])
    estimator = make_pipeline(columns, LogisticRegression()).fit(chosen, bought)
    contract = small_contract({"item": "i64"}, BINARY)
    assert found(estimator, contract, sample=chosen) == []


def test_a_dict_vectorizer_is_refused():
    estimator = make_pipeline(DictVectorizer(), LogisticRegression())
    estimator.fit([{"a": 1.0}, {"a": 2.0}], [0, 1])
    seen = examined(*arithmetic_before_tree(False))
    visit = dataclasses.replace(seen.visits[0], step=estimator[0])
    _, faults = judge(dataclasses.replace(seen, visits=(visit,)), ())
    assert [fault.code for fault in faults] == ["HX234"]


@pytest.mark.parametrize(
    ("versions", "code"),
    [
        ({"onnxruntime": "1.26.0"}, "HX501"),
        ({"onnxruntime": "1.27.0"}, "HX501"),
        ({"protobuf": "7.36.2", "skl2onnx": "1.20.0"}, "HX502"),
    ],
    ids=str,
)
def test_environments_known_to_be_wrong_are_refused_by_name(versions, code):
    seen = dataclasses.replace(examined(*arithmetic_before_tree(False)), versions=versions)
    _, faults = judge(seen, ())
    assert [fault.code for fault in faults] == [code]


def test_a_denied_runtime_can_be_accepted():
    seen = examined(*arithmetic_before_tree(False))
    seen = dataclasses.replace(seen, versions={"onnxruntime": "1.26.0"})
    accepted, faults = judge(seen, [("HX501", "to show what the verdict says")])
    assert not faults
    assert accepted[0].id == "HX501"


def held_to(tolerance, outputs=VALUE):
    contract = small_contract(NUMBER_INPUTS, outputs)
    parity = contract.parity.model_copy(update={"tolerance": tolerance})
    return contract.model_copy(update={"parity": parity})


@pytest.mark.parametrize(
    ("estimator", "outputs", "tolerance", "ids"),
    [
        (SVR(), VALUE, {"value": {"bits": True}}, ["HX310"]),
        (SVR(), VALUE, {"value": {"ulp": 8}}, ["HX312"]),
        (SVR(), VALUE, {"value": {"abs": 1e-5}}, []),
        (SVR(), VALUE, {}, []),
        (Ridge(), VALUE, {"value": {"bits": True}}, []),
        (Ridge(), VALUE, {"value": {"ulp": 8}}, ["HX311"]),
        (Ridge(), VALUE, {}, []),
        (DecisionTreeRegressor(max_depth=3), VALUE, {"value": {"abs": 1e-5}}, ["HX311"]),
        (DecisionTreeRegressor(max_depth=3), VALUE, {"value": {"bits": True}}, []),
        (DecisionTreeRegressor(max_depth=3), VALUE, {}, []),
        (GaussianNB(), BINARY, {"label": {"boundary": "fail"}}, ["HX310"]),
        (GaussianNB(), BINARY, {"label": {"exact": True}}, []),
        (LogisticRegression(), BINARY, {"label": {"boundary": "fail"}}, []),
    ],
)
def test_a_tolerance_is_held_to_what_the_graph_can_give(estimator, outputs, tolerance, ids):
    declared = {name: ToleranceDeclaration(**rule) for name, rule in tolerance.items()}
    fitted = numbers(estimator, "value" if outputs is VALUE else "bought")
    assert found(fitted, held_to(declared, outputs)) == ids


def test_more_than_the_graph_gives_can_be_accepted():
    contract = held_to({"value": ToleranceDeclaration(bits=True)})
    assert found(numbers(SVR(), "value"), contract, accept=[("HX310", "same ONNX Runtime")]) == [
        "HX310"
    ]


def examined(estimator, contract):
    return Examination.of(EstimatorOracle(estimator, contract), contract, None)


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (("HX999", "because"), "HU102"),
        (("HX204", "  "), "HU101"),
        (("HX224", "because"), "HU102"),
    ],
)
def test_unknown_blank_and_impossible_acceptances_are_usage_errors(pair, code):
    with pytest.raises(UsageError) as refused:
        export(*arithmetic_before_tree(False), accept=[pair])
    assert [fault.code for fault in refused.value.faults] == [code]


def test_every_finding_says_what_was_measured_and_how_to_mend_it():
    for finding in refusals_table():
        assert finding.reason
        assert finding.fix.endswith(".")


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setattr("handover.onnx_export.exporting.find_spec", lambda name: None)
    with pytest.raises(EnvironmentMissing) as refused:
        export(*arithmetic_before_tree(False))
    assert refused.value.faults[0].code == "HX503"
