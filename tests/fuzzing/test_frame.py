"""Frames: the same bytes as on the JVM, every row back, and nothing but a named refusal."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.faults import HandoverError
from handover.fuzzing.frame import frame_bytes, read_frame
from handover.fuzzing.table import Table
from handover.values import Column, ElementType, canonical_json, parse_json, value_from_json
from tests.fuzzing.tables import tables

TABLE = parse_json(
    (Path(__file__).parents[1] / "shared" / "frames.json").read_bytes(), where="frames.json"
)


def spelled(table):
    return [{name: repr(value) for name, value in row.items()} for row in table.rows()]


@pytest.mark.parametrize("case", TABLE["good"], ids=lambda case: case["name"])
def test_a_frame_holds_these_rows_in_these_bytes(case):
    columns = [Column(c["name"], ElementType(c["type"]), c["length"]) for c in case["columns"]]
    rows = [{c.name: value_from_json(row[c.name], c) for c in columns} for row in case["rows"]]
    data = bytes.fromhex(case["hex"])
    assert frame_bytes(Table.of(rows, columns)) == data
    read = read_frame(data)
    assert spelled(read) == spelled(Table.of(rows, columns))
    assert frame_bytes(read) == data


@pytest.mark.parametrize("case", TABLE["refused"], ids=lambda case: case["name"])
def test_a_damaged_frame_is_refused_by_name(case):
    with pytest.raises(HandoverError) as refused:
        read_frame(bytes.fromhex(case["hex"]))
    assert refused.value.faults[0].code == case["code"]


@given(tables())
def test_reading_what_was_written_gives_the_same_rows(table):
    read = read_frame(frame_bytes(table))
    assert spelled(read) == spelled(table)
    assert frame_bytes(read) == frame_bytes(table)


@given(tables(), st.integers(0), st.integers(0, 255), st.booleans())
def test_a_changed_or_cut_frame_is_read_or_refused_and_nothing_else(table, at, value, cut):
    data = bytearray(frame_bytes(table))
    at %= len(data)
    damaged = bytes(data[:at]) if cut else bytes([*data[:at], value, *data[at + 1 :]])
    try:
        read_frame(damaged)
    except HandoverError as refused:
        assert refused.faults[0].code.startswith("HF1")
        canonical_json(refused.faults[0].to_json())
    else:
        assert not cut


def test_a_header_says_what_a_person_can_read():
    data = frame_bytes(Table.of([{"price": 0.5}], [Column("price", ElementType.F32)]))
    length = int.from_bytes(data[8:12], "little")
    assert json.loads(data[16 : 16 + length]) == {
        "rows": 1,
        "columns": [{"name": "price", "type": "f32", "length": None, "nulls": False}],
    }
