"""Comparison classes, one table for both languages, and the laws behind them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.compare import Score, agrees, compare, score_allowance, spacing
from handover.contract.tolerance import Tolerance
from handover.values import Column, ElementType, parse_json, ulp_distance, value_from_json
from tests.parity.shared_table import column_of, obtained_of, tolerance_of

SHARED = Path(__file__).parent.parent / "shared"
TABLE = parse_json((SHARED / "comparison.json").read_bytes(), where="comparison.json")
CONVERTER = tolerance_of(TABLE["converter"])
FLOATS = st.sampled_from([ElementType.F32, ElementType.F64])
F32 = st.floats(width=32)


def score_of(case, key):
    spec = case.get(key)
    if spec is None:
        return None
    length = len(spec["expected"]) if isinstance(spec["expected"], list) else None
    column = Column("score", ElementType(spec["type"]), length)
    return Score(column, tolerance_of(spec["tolerance"]), value_from_json(spec["expected"], column))


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["name"] for case in TABLE["cases"]])
def test_both_languages_compare_alike(case):
    column = column_of(case)
    expected = value_from_json(case["expected"], column)
    obtained, obtained_type = obtained_of(case, column)
    margin = case.get("margin")
    outcome = compare(
        expected,
        obtained,
        column,
        tolerance_of(case["tolerance"]),
        role=case["role"],
        obtained_type=obtained_type,
        margin=None if margin is None else float(margin),
        allowance=score_allowance(score_of(case, "score"), CONVERTER),
        scores=score_of(case, "scores"),
        ties=case.get("ties", []),
    )
    assert (outcome.passed, outcome.kind, list(outcome.at), outcome.within_margin) == (
        case["pass"],
        case["kind"],
        case["at"],
        case["withinMargin"],
    )
    scalars = isinstance(expected, float) and isinstance(obtained, float)
    if scalars and case.get("obtainedType") is None:
        assert ulp_distance(expected, obtained, column.type) == case["ulp"]


@given(value=F32, element=FLOATS)
def test_everything_agrees_with_itself_under_every_class(value, element):
    for tolerance in (Tolerance("bits"), Tolerance("ulp", ulp=1), Tolerance("absrel", abs=1e-9)):
        assert agrees(value, value, element, tolerance)


@given(left=F32, right=F32)
def test_bits_is_the_strictest_class(left, right):
    if agrees(left, right, ElementType.F32, Tolerance("bits")):
        assert agrees(left, right, ElementType.F32, Tolerance("ulp", ulp=0))
        assert agrees(left, right, ElementType.F32, Tolerance("absrel"))


@given(left=F32, right=F32, ulps=st.integers(0, 100))
def test_ulp_comparison_is_symmetric(left, right, ulps):
    tolerance = Tolerance("ulp", ulp=ulps)
    assert agrees(left, right, ElementType.F32, tolerance) == agrees(
        right, left, ElementType.F32, tolerance
    )


@given(value=st.floats(min_value=0, max_value=2.0**126, width=32))
def test_spacing_is_one_ulp_upwards(value):
    step = spacing(value, ElementType.F32)
    assert ulp_distance(value, value + step, ElementType.F32) == 1


@given(ids=st.lists(st.integers(0, 50), min_size=1, max_size=8, unique=True), data=st.data())
def test_any_order_within_a_tie_passes_and_the_ascending_one_passes_both_rules(ids, data):
    column = Column("ids", ElementType.I64, len(ids))
    flat = Score(Column("s", ElementType.F32, len(ids)), Tolerance("bits"), [0.5] * len(ids))
    mixed = data.draw(st.permutations(ids))
    any_order = compare(ids, mixed, column, Tolerance("bits"), role="neighbours.ids", scores=flat)
    assert any_order.passed
    ascending = Tolerance("bits", ties="ascending-id")
    outcome = compare(ids, mixed, column, ascending, role="neighbours.ids", scores=flat)
    assert outcome.passed == (mixed == sorted(ids))
