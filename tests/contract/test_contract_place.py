"""Paths are spelled one way and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.contract.place import parse_path, render_path

steps = st.one_of(st.integers(0, 99), st.text(max_size=5))


@given(st.lists(steps, max_size=5).map(tuple))
def test_a_path_reads_back_as_it_was_spelled(path):
    assert parse_path(render_path(path)) == path


def test_the_leading_dollar_may_be_left_out():
    assert parse_path("inputs[0].properties[1].name") == ("inputs", 0, "properties", 1, "name")


@pytest.mark.parametrize("text", ["$..a", "$[x]", "$.a[", "$ a", "$.a b"])
def test_what_is_no_path_is_refused(text):
    with pytest.raises(ValueError, match="expected a path"):
        parse_path(text)
