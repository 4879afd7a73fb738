"""Columns are compared as scalars are: one rule in two forms, held together by a law."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handover.compare import agrees
from handover.compare.columns import differs
from handover.compare.ordinals import to_ordinals
from handover.contract import Tolerance
from handover.values import ElementType, parse_json, ulp_distance, value_from_json
from tests.parity.shared_table import column_of, tolerance_of
from tests.search_length import searched

TABLE = parse_json(
    (Path(__file__).parents[1] / "shared" / "comparison.json").read_bytes(), where="comparison.json"
)
SCALARS = [
    case
    for case in TABLE["cases"]
    if case["role"] == "value"
    and case["length"] is None
    and "obtainedType" not in case
    and case["kind"] in (None, "value")
    and case["expected"] is not None
]

TOLERANCES = st.one_of(
    st.just(Tolerance("bits")),
    st.builds(
        lambda ulp: Tolerance("ulp", ulp=ulp), st.sampled_from([0, 1, 16, 1000, 2**31, 2**53])
    ),
    st.builds(
        lambda wide, rel: Tolerance("absrel", abs=wide, rel=rel),
        st.sampled_from([0.0, 1e-9, 1e-6, 0.5, 1.0, 1e300]),
        st.sampled_from([0.0, 1e-9, 1e-4, 0.01, 1.0]),
    ),
)
EDGES = [0.0, -0.0, 1.0, -1.0, 5e-324, -5e-324, 2.0**-149, math.inf, -math.inf, math.nan]
DTYPES = {
    ElementType.F32: np.float32,
    ElementType.F64: np.float64,
    ElementType.I32: np.int32,
    ElementType.I64: np.int64,
}


def floats(width):
    edges = EDGES if width == 64 else [float(np.float32(edge)) for edge in EDGES]
    return st.one_of(st.floats(width=width), st.sampled_from(edges))


def neighbours(values, element):
    """Return pairs that are equal, near or unrelated."""

    def near(pair):
        value, steps = pair
        found = DTYPES[element](value)
        for _ in range(abs(steps)):
            found = np.nextafter(found, DTYPES[element](math.copysign(math.inf, steps)))
        return value, float(found)

    return st.one_of(st.tuples(values, values), st.tuples(values, st.integers(-20, 20)).map(near))


def integers(bits):
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    whole = st.one_of(st.integers(low, high), st.sampled_from([low, high, 0]))
    near = st.tuples(whole, st.integers(-3, 3)).map(
        lambda pair: (pair[0], min(high, max(low, sum(pair))))
    )
    return st.one_of(st.tuples(whole, whole), near)


PAIRS = {
    ElementType.F32: neighbours(floats(32), ElementType.F32),
    ElementType.F64: neighbours(floats(64), ElementType.F64),
    ElementType.I32: integers(32),
    ElementType.I64: integers(64),
    ElementType.BOOL: st.tuples(st.booleans(), st.booleans()),
    ElementType.STRING: st.tuples(st.sampled_from("abc"), st.sampled_from("abc")),
}


@pytest.mark.parametrize("element", list(PAIRS), ids=lambda element: element.value)
@settings(max_examples=searched(300))
@given(data=st.data(), tolerance=TOLERANCES)
def test_a_column_differs_exactly_where_its_scalars_do(element, data, tolerance):
    pairs = data.draw(st.lists(PAIRS[element], min_size=1, max_size=8))
    dtype = DTYPES.get(element, np.bool_ if element is ElementType.BOOL else object)
    left, right = (np.array([pair[side] for pair in pairs], dtype=dtype) for side in (0, 1))
    expected = [not agrees(*pair, element, tolerance) for pair in pairs]
    assert differs(left, right, element, tolerance).tolist() == expected


@pytest.mark.parametrize("case", SCALARS, ids=[case["name"] for case in SCALARS])
def test_columns_are_compared_as_the_shared_table_says(case):
    column = column_of(case)
    dtype = DTYPES.get(column.type, np.bool_ if column.type is ElementType.BOOL else object)
    left, right = (
        np.array([value_from_json(case[side], column)], dtype=dtype)
        for side in ("expected", "obtained")
    )
    found = differs(left, right, column.type, tolerance_of(case["tolerance"]))
    assert found.tolist() == [not case["pass"]]


@pytest.mark.parametrize("element", [ElementType.F32, ElementType.F64], ids=lambda e: e.value)
@settings(max_examples=searched(300))
@given(data=st.data())
def test_the_order_by_arrays_counts_the_same_ulps_as_the_one_by_scalars(element, data):
    left, right = data.draw(PAIRS[element].filter(lambda pair: all(map(math.isfinite, pair))))
    codes, others = to_ordinals([left], element), to_ordinals([right], element)
    assert abs(int(codes[0]) - int(others[0])) == ulp_distance(left, right, element)
