"""What backends are known to misread, and what failing rows share: one table for both languages."""

from pathlib import Path

import pytest

from handover.parity.explain.commonality import commonality
from handover.parity.explain.fault_hypotheses import suspicions
from handover.values import Column, ElementType, parse_json, value_from_json, value_to_json

SHARED = Path(__file__).parent.parent / "shared"


def cases(name):
    table = parse_json((SHARED / name).read_bytes(), where=name)["cases"]
    return pytest.mark.parametrize("case", table, ids=[case["name"] for case in table])


def columns_of(case):
    return [
        Column(name, ElementType(kind), nullable=True) for name, kind in case["columns"].items()
    ]


def row_of(given, columns):
    return {column.name: value_from_json(given[column.name], column) for column in columns}


@cases("suspicions.json")
def test_both_languages_suspect_the_same(case):
    columns = columns_of(case)
    row = row_of(case["row"], columns)
    told = [(each.hint, each.altered(row)) for each in suspicions(columns)]
    found = {
        hint: {column.name: value_to_json(altered[column.name], column) for column in columns}
        for hint, altered in told
        if altered is not None
    }
    expected = {
        hint: {
            column.name: value_to_json(value_from_json(altered[column.name], column), column)
            for column in columns
        }
        for hint, altered in case["altered"].items()
    }
    assert list(found.items()) == list(expected.items())


@cases("commonality.json")
def test_both_languages_say_the_same_of_failing_rows(case):
    columns = columns_of(case)
    failing, passing = (
        [row_of(row, columns) for row in case[which]] for which in ("failing", "passing")
    )
    assert commonality(columns, failing, passing) == case["sentence"]
