"""What a person reads of a bundle: promises, proof, provenance."""

from handover.bundle import read
from handover.report import render_bundle
from tests.bundle.tiny import tiny


def test_the_words_of_a_bundle(tmp_path, snapshot):
    assert render_bundle(read(tiny(tmp_path))) == snapshot


def test_no_line_is_wider_than_eighty_columns(tmp_path):
    lines = render_bundle(read(tiny(tmp_path))).splitlines()
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
