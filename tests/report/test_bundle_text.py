"""What a person reads of a bundle: promises, proof, provenance."""

import pytest

from handover.bundle import read
from handover.report import render_bundle
from handover.report.bundle_text import vector_lines
from handover.testvectors.vector_set import VectorSet
from tests.bundle.tiny import tiny


def test_the_words_of_a_bundle(tmp_path, snapshot):
    assert render_bundle(read(tiny(tmp_path))) == snapshot


def test_no_line_is_wider_than_eighty_columns(tmp_path):
    lines = render_bundle(read(tiny(tmp_path))).splitlines()
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("count", [3, 4, 9])
def test_three_of_what_is_left_are_named_and_the_others_counted(count):
    left = [{"what": f"tree 0 node {number}", "why": "unreachable"} for number in range(count)]
    facts = {"covered": 5, "total": 5 + count, "left": left}
    header = {"count": 1, "seed": 7, "flags": {}, "coverage": {"splits": facts}}
    lines = vector_lines(VectorSet((), header), 80)
    named = [line for line in lines if "left: tree 0 node" in line]
    assert named == [f"      left: tree 0 node {number} - unreachable" for number in range(3)]
    assert [line for line in lines if "more" in line] == (
        [] if count == 3 else [f"      … and {count - 3} more, in vectors/header.json"]
    )
