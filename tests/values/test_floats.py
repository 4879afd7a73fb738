"""Rounding, ulp distance and shortest text hold for every bit pattern of both widths."""

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.values import ElementType, bits, round_to, shortest, ulp_distance

F32, F64 = ElementType.F32, ElementType.F64
float32 = st.floats(width=32)
finite32 = st.floats(width=32, allow_nan=False, allow_infinity=False)
finite64 = st.floats(allow_nan=False, allow_infinity=False)


def same(left, right):
    return bits(left, F64) == bits(right, F64)


@given(finite64)
def test_rounding_a_double_to_float32_is_what_numpy_does(value):
    with np.errstate(over="ignore"):
        assert same(round_to(value, F32), float(np.float32(value)))


@given(finite32)
def test_shortest_text_reads_back_as_the_same_float32(value):
    assert same(round_to(repr(shortest(value, F32)), F32), value)


@given(finite32)
def test_shortest_text_is_no_longer_than_that_of_numpy(value):
    ours = repr(shortest(value, F32))
    theirs = repr(float(str(np.float32(value))))
    assert len(ours) <= len(theirs)


@given(finite64)
def test_a_double_is_its_own_shortest_text(value):
    assert same(shortest(value, F64), value)


@given(finite32, st.integers(-(2**20), 2**20))
def test_ulp_distance_counts_steps(value, steps):
    walked = np.float32(value)
    step = min(abs(steps), 50)
    with np.errstate(over="ignore"):
        for _ in range(step):
            walked = np.nextafter(walked, np.float32(math.copysign(math.inf, steps)))
    if np.isfinite(walked):
        assert ulp_distance(value, float(walked), F32) == step


@given(finite64, finite64)
def test_ulp_distance_is_symmetric_and_zero_only_for_equal_values(left, right):
    distance = ulp_distance(left, right, F64)
    assert distance == ulp_distance(right, left, F64)
    assert (distance == 0) == (left == right)


DISTANCES = {
    "zeros of both signs": (0.0, -0.0, 0),
    "two NaN": (math.nan, math.nan, 0),
    "NaN and a number": (math.nan, 1.0, None),
    "infinity and itself": (math.inf, math.inf, 0),
    "infinity and the largest float": (math.inf, 3.4028234663852886e38, None),
    "across zero": (-1e-45, 1e-45, 2),
}


@pytest.mark.parametrize("case", DISTANCES)
def test_ulp_distance_of_special_values(case):
    left, right, expected = DISTANCES[case]
    assert ulp_distance(round_to(left, F32), round_to(right, F32), F32) == expected


ROUNDINGS = {
    "just above a midpoint, invisible to a double": (
        "1.00000005960464477539062500001",
        1.0000001192092896,
    ),
    "a midpoint itself goes to even": ("1.000000059604644775390625", 1.0),
    "just below a midpoint": ("1.00000005960464477539062499999", 1.0),
    "beyond the largest float": ("3.4028236e38", math.inf),
    "just below the overflow midpoint": (
        "3.40282356779733661637539395458142568447e38",
        3.4028234663852886e38,
    ),
    "an integer of many digits": (2**24 + 1, 16777216.0),
    "beyond double": ("1e400", math.inf),
    "negative zero": ("-0.0", -0.0),
}


@pytest.mark.parametrize("case", ROUNDINGS)
def test_decimal_text_is_rounded_once(case):
    text, expected = ROUNDINGS[case]
    assert same(round_to(text, F32), expected)


@given(float32)
def test_bits_are_those_of_the_float32(value):
    expected = struct.unpack("<I", struct.pack("<f", value))[0]
    assert bits(value, F32) == (0x7FC00000 if math.isnan(value) else expected)
