"""What a wrong feature looks like: the same cases and words as in Scala."""

import json
from pathlib import Path

import pytest

from handover.parity.explain.feature_hint import feature_hint
from handover.values import Column, ElementType, parse_json, value_from_json

SHARED = Path(__file__).parent.parent / "shared" / "feature_hints.json"
TABLE = parse_json(SHARED.read_bytes(), where=SHARED.name)
CASES = {case["name"]: case for case in TABLE["cases"]}


@pytest.mark.parametrize("name", CASES)
def test_a_slip_is_named_as_the_table_says(name):
    case = CASES[name]
    column = Column(case["column"], ElementType(case["type"]))
    others = case.get("others", {})
    columns = [column, *(Column(n, ElementType(o["type"])) for n, o in others.items())]
    spelled = {column.name: case["expected"], **{n: o["expected"] for n, o in others.items()}}
    expected = {each.name: value_from_json(spelled[each.name], each) for each in columns}
    obtained = value_from_json(case["obtained"], column)
    assert feature_hint(column, expected, obtained, columns) == case["hint"]


def test_the_cases_cover_every_rule():
    assert json.dumps(sorted({str(case["hint"]).split(":")[0] for case in CASES.values()}))
    assert len({case["hint"] for case in CASES.values()}) >= 20
