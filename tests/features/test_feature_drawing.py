"""Drawing raw rows: each is answered by the function, and stands where feature code goes wrong."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handover.contract import check_raw
from handover.drawing.features.draw import draw_features
from handover.faults import BundleInvalid, ExportRefused, HandoverError
from handover.holdout import load_raw
from handover.oracle import FeatureOracle
from handover.testing import valid_raw_rows
from handover.testvectors.test_vector import Features, Rejection
from handover.testvectors.vector_set import VectorSet
from handover.values.raw_field import raw_from_json, raw_to_json
from tests.features import visits
from tests.search_length import searched

CONTRACT = visits.contract()
RAW = visits.raw_visits()


@pytest.fixture(scope="module")
def drawn():
    return draw_features(CONTRACT, RAW, seed=20)


def codes(call):
    with pytest.raises(HandoverError) as refused:
        call()
    return [fault.code for fault in refused.value.faults]


def test_every_row_that_passes_has_the_features_of_the_function(drawn):
    oracle = FeatureOracle(CONTRACT)
    values = [v for v in drawn.vectors if isinstance(v.expected, Features)]
    assert len(values) > 150
    for vector in values:
        assert check_raw(CONTRACT, vector.input) == ()
        assert vector.expected.row == oracle.answer(vector.input)


def test_every_other_row_is_refused_for_the_first_rule_it_breaks(drawn):
    rejected = [v for v in drawn.vectors if isinstance(v.expected, Rejection)]
    kinds = {v.expected.code for v in rejected}
    assert kinds >= {"HR101", "HR102", "HR103", "HR104", "HR105", "HR106", "HR108"}
    for vector in rejected:
        first = check_raw(CONTRACT, vector.input)[0]
        assert (first.code, first.where) == (
            vector.expected.code,
            f"$.{vector.expected.column}",
        )


def test_each_kind_of_row_is_there_and_no_row_is_there_twice(drawn):
    flags = Counter(vector.flag for vector in drawn.vectors)
    assert flags["raw-row"] == 40
    assert set(flags) == {
        *("raw-row", "raw-switch", "raw-null", "raw-list"),
        *("raw-text", "raw-number", "raw-time", "raw-reject"),
    }
    spelled = [
        json.dumps(raw_to_json(v.input, CONTRACT.raw_fields), sort_keys=True)
        for v in drawn.vectors
        if isinstance(v.expected, Features)
    ]
    assert len(set(spelled)) == len(spelled)


def test_both_ends_of_the_window_are_found_to_the_millisecond(drawn):
    pairs = {}
    for vector in drawn.vectors:
        found = re.fullmatch(r"(events\[\d+\].at_ms) is (\d+), just (below|above) .*", vector.why)
        if vector.flag == "raw-switch" and found and "views_7d" in vector.why:
            pairs.setdefault(found[1], []).append((int(found[2]), vector))
    assert pairs
    for neighbours in pairs.values():
        (below, first), (above, second) = sorted(neighbours, key=lambda each: each[0])[:2]
        assert above - below == 1
        since = first.input["at_ms"] - visits.WEEK_MS
        assert above == since
        counts = [each.expected.row["views_7d"] for each in (first, second)]
        assert counts[1] == counts[0] + 1


def test_a_sum_that_takes_64_bits_is_drawn_for_each_sort_of_element():
    item = {
        "logicalType": "object",
        "properties": [
            visits.whole("cents", 0, 10_000_000),
            visits.whole("at_ms", 0, 4_102_444_800_000),
            visits.text("kind", enum=[{"value": "view"}, {"value": "basket"}]),
        ],
    }
    events = {
        "name": "events",
        "logicalType": "array",
        "required": True,
        "logicalTypeOptions": {"maxItems": 300},
        "items": item,
    }
    agreed = visits.contract(inputs=[{"name": "raw", "properties": [events]}])
    raw = [{"events": [{"cents": 5, "at_ms": 7, "kind": kind} for kind in ("view", "basket")]}]
    told = {"views_7d": 1, "spent_eur": None, "hour": 2, "channel": "x"}
    found = draw_features(agreed, raw, seed=1, function=lambda row: told)
    long = [v for v in found.vectors if "takes 64 bits" in v.why]
    assert len(long) == 2
    for vector, kind in zip(long, ("view", "basket"), strict=True):
        assert {(e["kind"], e["cents"]) for e in vector.input["events"]} == {(kind, 10_000_000)}
        assert len(vector.input["events"]) == 300


def test_numbers_in_objects_that_may_be_null_and_endless_lists_are_no_trouble():
    price = {
        "name": "price",
        "logicalType": "object",
        "properties": [visits.whole("cents", 0, 10_000_000)],
    }
    events = {
        "name": "events",
        "logicalType": "array",
        "required": True,
        "logicalTypeOptions": {"maxItems": 50_000_000},
        "items": {"logicalType": "object", "properties": [price]},
    }
    agreed = visits.contract(inputs=[{"name": "raw", "properties": [events]}])
    told = {"views_7d": 1, "spent_eur": None, "hour": 2, "channel": "x"}

    def longest(*prices):
        raw = [{"events": [{"price": each} for each in prices]}]
        drawn = draw_features(agreed, raw, seed=1, function=lambda row: told)
        assert max(len(v.input.get("events") or ()) for v in drawn.vectors) <= 1_000
        return [v for v in drawn.vectors if "takes 64 bits" in v.why]

    assert longest(None) == []
    (vector,) = longest(None, {"cents": 5})
    assert {event["price"]["cents"] for event in vector.input["events"]} == {10_000_000}


def test_hours_turn_over_where_the_calendar_does(drawn):
    hours = {v.expected.row["hour"] for v in drawn.vectors if v.flag == "raw-time"}
    assert {0, 23} <= hours


def test_the_same_rows_give_the_same_vectors_and_another_seed_others(drawn):
    assert draw_features(CONTRACT, RAW, seed=20) == drawn
    assert draw_features(CONTRACT, RAW, seed=21) != drawn


@pytest.mark.parametrize("most", [1, 60])
def test_few_rows_are_of_every_kind_as_long_as_there_is_room(most):
    few = draw_features(CONTRACT, RAW, seed=20, max_rows=most)
    assert len(few.vectors) == most
    assert len({v.flag for v in few.vectors}) == min(most, 7)


def test_what_is_covered_is_counted_and_what_is_not_is_named(drawn):
    features, raw = drawn.coverage["features"], drawn.coverage["raw"]
    assert (features.covered, features.total) == (4, 4)
    assert raw.covered == raw.total == 5
    constant = draw_features(
        CONTRACT, RAW, seed=20, function=lambda raw: visits.features_of(raw) | {"hour": 1}
    )
    assert [what for what, _ in constant.coverage["features"].left] == ["hour"]


def test_features_that_the_model_refuses_are_counted():
    def beyond(raw):
        return visits.features_of(raw) | {"hour": raw["at_ms"] // 3_600_000}

    told = draw_features(CONTRACT, RAW, seed=20, function=beyond).header["refusedByModel"]
    assert told["count"] > 40
    assert "HR104 $.hour" in told["first"]


def test_nothing_to_draw_from_is_refused():
    assert codes(lambda: draw_features(CONTRACT, None, seed=1)) == ["HT106"]
    assert codes(lambda: draw_features(CONTRACT, [], seed=1)) == ["HT106"]
    assert codes(lambda: draw_features(CONTRACT, [{"channel": None}], seed=1)) == ["HT107"]


def test_a_function_that_raises_is_refused_unless_it_is_accepted():
    def first_event(raw):
        assert raw["events"], "no events"
        return visits.features_of(raw)

    def draw(**more):
        return draw_features(CONTRACT, RAW, seed=20, function=first_event, **more)

    with pytest.raises(ExportRefused) as refused:
        draw()
    (fault,) = refused.value.faults
    assert fault.code == "HT303"
    assert fault.found == "AssertionError: no events"
    told = draw(accepted={"HT303": "trackers always send one"})
    assert told.header["leftOut"] > 0
    assert all(v.input["events"] for v in told.vectors if isinstance(v.expected, Features))


def test_a_function_with_a_clock_or_dice_is_refused():
    calls = iter(range(10**9))
    assert codes(
        lambda: draw_features(
            CONTRACT,
            RAW,
            seed=20,
            function=lambda raw: visits.features_of(raw) | {"hour": next(calls) % 24},
        )
    ) == ["HT304"]


def test_numbers_of_numpy_and_missing_ones_are_taken_as_json_would_carry_them():
    import numpy as np

    raw = [row | {"at_ms": np.int64(row["at_ms"]), "spent_cents": None} for row in RAW[:30]]
    taken = draw_features(CONTRACT, raw, seed=20)
    assert taken.header["refusedByRules"] == 0


def field_types():
    scalars = st.one_of(
        st.builds(
            lambda low, span: {
                "logicalType": "integer",
                "logicalTypeOptions": {"format": "i64", "minimum": low, "maximum": low + span},
            },
            st.integers(-(2**40), 2**40),
            st.integers(0, 2**40),
        ),
        st.sampled_from(
            [
                {"logicalType": "number", "logicalTypeOptions": {"format": "f32"}},
                {"logicalType": "number", "logicalTypeOptions": {"format": "f64", "minimum": 0}},
                {"logicalType": "string", "logicalTypeOptions": {"minLength": 1, "maxLength": 9}},
                {"logicalType": "string", "enum": [{"value": "a"}, {"value": "b"}]},
                {"logicalType": "boolean"},
            ]
        ),
    )
    objects = properties(scalars, 2).map(lambda p: {"logicalType": "object", "properties": p})
    inner = scalars | objects
    lists = st.builds(
        lambda items, least: {
            "logicalType": "array",
            "items": items,
            "logicalTypeOptions": {"minItems": least, "maxItems": least + 3},
        },
        inner,
        st.integers(0, 2),
    )
    return inner | lists


def properties(kinds, most):
    named = st.lists(st.tuples(kinds, st.booleans()), min_size=1, max_size=most)
    return named.map(
        lambda drawn: [
            {"name": f"f{at}", "required": required, **kind}
            for at, (kind, required) in enumerate(drawn)
        ]
    )


CONTRACTS = properties(field_types(), 4).map(
    lambda fields: visits.contract(inputs=[{"name": "raw", "properties": fields}])
)


@settings(max_examples=searched(60))
@given(st.data())
def test_whatever_the_raw_row_holds_its_vectors_pass_and_read_back(data):
    contract = data.draw(CONTRACTS)
    rows = data.draw(st.lists(valid_raw_rows(contract), min_size=1, max_size=4))
    told = {"views_7d": 1, "spent_eur": None, "hour": 2, "channel": "x"}
    drawn = draw_features(contract, rows, seed=1, function=lambda raw: told)
    assert drawn.header["refusedByRules"] == 0
    for vector in drawn.vectors:
        passes = check_raw(contract, vector.input) == ()
        assert passes == isinstance(vector.expected, Features)
    files = VectorSet(drawn.vectors, header_of(contract)).to_files()
    assert VectorSet.from_files(files).to_files() == files


def header_of(contract):
    return {
        "inputs": [column.to_json() for column in contract.input_columns],
        "outputs": [{**column.to_json(), "role": "value"} for column in contract.output_columns],
        "raw": [field.to_json() for field in contract.raw_fields],
    }


FILES = VectorSet(
    draw_features(CONTRACT, RAW[:20], seed=20, max_rows=30).vectors, header_of(CONTRACT)
).to_files()


def test_vectors_of_features_read_back_as_they_were_written():
    read = VectorSet.from_files(FILES)
    assert read.to_files() == FILES
    assert read.raw == CONTRACT.raw_fields
    assert {v.stage for v in read.vectors} == {"features"}
    assert read.of_stage("features") == read.vectors


def replaced(old, new, name="vectors/raw-row.jsonl"):
    text = FILES[name].decode()
    assert old in text
    return {**FILES, name: text.replace(old, new, 1).encode()}


HEADER = "vectors/header.json"
BROKEN = {
    "an unknown stage": replaced('"stage":"features"', '"stage":"feature"'),
    "a field too few": replaced('"channel":', '"canal":'),
    "a feature too few": replaced('"hour":', '"hours":'),
    "text for a number": replaced('"views_7d":', '"views_7d":"1","x":'),
    "no raw fields": replaced('"raw":', '"row":', HEADER),
    "a raw field without a type": replaced('"type":"object"', '"type":"objects"', HEADER),
    "a raw field twice": replaced('"name":"at_ms"', '"name":"channel"', HEADER),
    "a raw object without fields": replaced('"fields":[', '"felder":[', HEADER),
    "a flag that is no flag": replaced('"list":true', '"list":1', HEADER),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_vectors_of_features_are_refused(name):
    with pytest.raises(BundleInvalid) as refused:
        VectorSet.from_files(BROKEN[name])
    assert {fault.code for fault in refused.value.faults} == {"HB402"}


@pytest.mark.parametrize(
    ("spelled", "place"),
    [
        ([], "the row"),
        ({}, "channel: is missing"),
        ({**RAW[0], "x": 1}, "x: no such field"),
        ({**RAW[0], "channel": None}, "channel: is null"),
        ({**RAW[0], "events": {}}, "events: expected a list"),
        ({**RAW[0], "events": [None]}, "events[0]: is null"),
        ({**RAW[0], "events": [{"at_ms": 1, "kind": 2}]}, "events[0].kind: expected string"),
    ],
)
def test_the_place_of_what_does_not_fit_is_named(spelled, place):
    with pytest.raises(ValueError, match=re.escape(place)):
        raw_from_json(spelled, CONTRACT.raw_fields)


def test_lines_that_are_no_rows_are_all_named(tmp_path):
    file = tmp_path / "raw.jsonl"
    file.write_bytes(b'{"a": 1}\n[1]\n\n{"a": 1, "a": 2}\n{"a": NaN}\n\xff\n')
    with pytest.raises(HandoverError) as refused:
        load_raw(file)
    assert {fault.code for fault in refused.value.faults} == {"HO108"}
    assert [fault.where.rpartition(":")[2] for fault in refused.value.faults] == [
        "2",
        "4",
        "5",
        "6",
    ]


def test_files_without_rows_are_refused(tmp_path):
    empty = tmp_path / "raw.jsonl"
    empty.write_bytes(b"\n")
    assert codes(lambda: load_raw(empty)) == ["HO104"]
    assert codes(lambda: load_raw(tmp_path / "none.jsonl")) == ["HO101"]
    assert codes(lambda: load_raw(tmp_path)) == ["HO101"]
