"""Typed values survive their JSON spelling; what does not fit a column is named."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.values import (
    Column,
    ElementType,
    bits,
    canonical_json,
    parse_json,
    value_from_json,
    value_to_json,
)

F32 = Column("x", ElementType.F32, nullable=True)
PAIR = Column("pair", ElementType.F64, length=2)


def carried(value, column):
    """Spell, write, read and type a value, as a bundle does."""
    return value_from_json(
        parse_json(canonical_json(value_to_json(value, column)), where="x"), column
    )


@given(st.floats(width=32) | st.none())
def test_float32_survives_with_all_its_bits(value):
    back = carried(value, F32)
    if value is None:
        assert back is None
    else:
        assert bits(back, ElementType.F32) == bits(value, ElementType.F32)


@given(st.lists(st.floats(), min_size=2, max_size=2))
def test_arrays_of_doubles_survive_with_all_their_bits(value):
    back = carried(value, PAIR)
    assert [bits(x, ElementType.F64) for x in back] == [bits(x, ElementType.F64) for x in value]


@given(st.integers(-(2**63), 2**63 - 1))
def test_int64_never_passes_through_a_double(value):
    assert carried(value, Column("id", ElementType.I64)) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_survives(value):
    assert carried(value, Column("s", ElementType.STRING)) == value


def test_infinities_and_nan_are_spelled_as_strings():
    assert value_to_json(math.inf, F32) == "Infinity"
    assert value_to_json(-math.inf, F32) == "-Infinity"
    assert value_to_json(math.nan, F32) == "NaN"


MISFITS = {
    "text for a number": ("1", ElementType.F32),
    "boolean for a number": (True, ElementType.F32),
    "boolean for an integer": (True, ElementType.I64),
    "beyond int32": (2**31, ElementType.I32),
    "number for text": (1, ElementType.STRING),
    "number for a boolean": (1, ElementType.BOOL),
    "array for a scalar": ([1], ElementType.F32),
}


@pytest.mark.parametrize("case", MISFITS)
def test_what_does_not_fit_the_column_is_named(case):
    spelled, element = MISFITS[case]
    with pytest.raises(ValueError, match="expected"):
        value_from_json(spelled, Column("x", element))


def test_an_array_of_another_length_is_named():
    with pytest.raises(ValueError, match="length=2"):
        value_from_json([1], PAIR)
