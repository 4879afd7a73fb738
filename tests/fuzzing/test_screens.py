"""The fast looks spare no row that the exact rules and the exact judge would not spare."""

import math

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handover.compare import compare
from handover.contract import check_row
from handover.contract.tolerance import Tolerance
from handover.fuzzing import rule_screen, value_screen
from handover.fuzzing.backend_results import BackendResults
from handover.fuzzing.table import Table
from handover.values import Column, ElementType, round_to
from tests.fuzzing.tables import SHOP, typed_rows


@given(typed_rows())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_row_that_is_no_suspect_breaks_no_rule(row):
    (suspect,) = rule_screen.rule_suspects(SHOP, Table.of([row], SHOP.input_columns)).tolist()
    assert suspect or check_row(SHOP, row) == ()


def test_an_ordinary_row_is_no_suspect():
    row = {
        "visits": 0,
        "huge": 2**53,
        "basket": round_to(0.1, ElementType.F32),
        "rating": 1.0,
        "device": "web",
        "note": None,
        "stars": 5,
        "share": round_to(0.1, ElementType.F32),
        "member": True,
        "taste": [-1.0, 0.0, 1.0],
    }
    # A truth value with a rule does not exist here, and every bound is met from inside.
    assert rule_screen.rule_suspects(SHOP, Table.of([row], SHOP.input_columns)).tolist() == [False]


class Agreed:
    """As much of a contract as the screen asks for."""

    def __init__(self, tolerance):
        self._tolerance = tolerance

    def tolerance(self, name):
        return self._tolerance


TOLERANCES = [
    Tolerance("bits"),
    Tolerance("ulp", ulp=0),
    Tolerance("ulp", ulp=4),
    Tolerance("absrel", abs=1e-6, rel=1e-3),
    Tolerance("absrel", abs=0.0, rel=0.0),
]


def near(element, width):
    """Draw two values: equal, neighbours, opposite zeros, or anything."""
    one = st.floats(width=width)
    step = st.integers(0, 6)

    def shifted(pair):
        value, steps = pair
        for _ in range(steps):
            dtype = np.float32 if width == 32 else np.float64
            with np.errstate(over="ignore"):
                value = float(np.nextafter(dtype(value), dtype(math.inf)))
        return pair[0], value

    special = st.sampled_from([0.0, -0.0, math.nan, math.inf, -math.inf])
    return (
        st.tuples(one, one)
        | st.tuples(one.filter(math.isfinite), step).map(shifted)
        | st.tuples(special, special)
    )


# 2^63 ulp apart, of which an int64 makes the least of all numbers.
@example((ElementType.F64, [(-2.0, 2.0)]), Tolerance("ulp", ulp=4))
@given(
    st.sampled_from([(ElementType.F32, 32), (ElementType.F64, 64)]).flatmap(
        lambda kind: st.tuples(st.just(kind[0]), st.lists(near(*kind), min_size=1, max_size=6))
    ),
    st.sampled_from(TOLERANCES),
)
def test_a_number_that_is_no_suspect_passes_the_exact_comparison(drawn, tolerance):
    element, pairs = drawn
    column = Column("out", element)
    expected = BackendResults.of([{"out": left} for left, _ in pairs], [column])
    obtained = BackendResults.of([{"out": right} for _, right in pairs], [column])
    found = value_screen.value_suspects(Agreed(tolerance), expected, obtained).tolist()
    for (left, right), suspect in zip(pairs, found, strict=True):
        agreement = compare(left, right, column, tolerance)
        assert suspect or agreement.passed
        same = left == right and math.copysign(1, left) == math.copysign(1, right)
        assert not (suspect and same)


@given(st.lists(st.tuples(*[st.sampled_from(["a", "b", "é", "", None])] * 2), min_size=1))
def test_texts_and_nulls_are_compared_by_what_they_say(pairs):
    column = Column("out", ElementType.STRING)
    expected = BackendResults.of([{"out": left} for left, _ in pairs], [column])
    obtained = BackendResults.of([{"out": right} for _, right in pairs], [column])
    found = value_screen.value_suspects(Agreed(Tolerance("bits")), expected, obtained).tolist()
    for (left, right), suspect in zip(pairs, found, strict=True):
        assert suspect or left == right
        assert not suspect or left != right or left is None
