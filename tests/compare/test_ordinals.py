"""Ordinals count floats along their line."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.compare.ordinals import finite_range, from_ordinals, to_ordinals, value_at
from handover.values import ElementType

WIDTHS = {ElementType.F32: 32, ElementType.F64: 64}


@pytest.mark.parametrize("element", WIDTHS)
@given(data=st.data())
def test_a_value_comes_back_from_its_ordinal(element, data):
    value = data.draw(st.floats(width=WIDTHS[element], allow_nan=False, allow_infinity=False))
    assert from_ordinals(to_ordinals(value, element), element) == value


@pytest.mark.parametrize("element", WIDTHS)
@given(data=st.data())
def test_order_of_ordinals_is_order_of_values(element, data):
    floats = st.floats(width=WIDTHS[element], allow_nan=False, allow_infinity=False)
    left, right = data.draw(floats), data.draw(floats)
    assert (to_ordinals(left, element) < to_ordinals(right, element)) == (left < right)


@given(st.floats(width=32, allow_nan=False, allow_infinity=False, max_value=2.0**127))
def test_the_next_float_has_the_next_ordinal(value):
    above = np.nextafter(np.float32(value), np.float32(np.inf))
    code = to_ordinals(value, ElementType.F32)
    assert to_ordinals(above, ElementType.F32) == code + 1


def test_the_ends_are_the_largest_finite_values():
    low, high = finite_range(ElementType.F32)
    assert from_ordinals(high, ElementType.F32) == np.finfo(np.float32).max
    assert from_ordinals(low, ElementType.F32) == -np.finfo(np.float32).max


def test_integers_are_their_own_ordinals():
    assert to_ordinals([2**53 + 1], ElementType.I64)[0] == 2**53 + 1


@pytest.mark.parametrize("element", [*WIDTHS, ElementType.I32, ElementType.I64])
@given(data=st.data())
def test_one_value_is_that_of_the_array(element, data):
    low, high = finite_range(element)
    code = data.draw(st.integers(low, high))
    one, array = value_at(code, element), from_ordinals(code, element).item()
    assert (one, type(one), math.copysign(1, one)) == (
        array,
        type(array),
        math.copysign(1, array),
    )
