"""Public strategies keep their promises: valid rows pass, invalid ones break the named rule."""

from hypothesis import given
from hypothesis import strategies as st

from handover.compare.ordinals import to_ordinals
from handover.contract import check_row
from handover.strategies.rows import invalid_rows, rows_near, valid_rows
from handover.values import ElementType
from tests.drawing.agreed import PROBA, contract, field

SHOP = contract(
    [
        field("visits", "i64", minimum=0, maximum=99),
        field("basket", "f32", minimum=0, exclusiveMaximum=500, required=False),
        field("rating", "f64", minimum=-1, maximum=1),
        field("device", "string", enum=["ios", "web"]),
        field("note", "string", minLength=2, maxLength=4),
        field("stars", "i32", enum=[1, 2, 5]),
        field("member", "boolean"),
        field("taste", "f32", length=3, minimum=-1, maximum=1),
    ],
    [PROBA],
)


@given(valid_rows(SHOP))
def test_valid_rows_pass_the_input_rules(row):
    assert check_row(SHOP, row) == ()


@given(invalid_rows(SHOP))
def test_invalid_rows_break_the_rule_they_name(drawn):
    faults = check_row(SHOP, drawn.row)
    assert (faults[0].code, faults[0].where) == (drawn.code, f"$.{drawn.column}")
    assert {fault.where for fault in faults} == {f"$.{drawn.column}"}


@given(st.data())
def test_rows_near_thresholds_are_valid_and_near(data):
    row = data.draw(rows_near(SHOP, {"basket": [19.99, 499.99999], "visits": [5]}))
    assert check_row(SHOP, row) == ()
    code = int(to_ordinals(row["basket"], ElementType.F32))
    assert min(abs(code - int(to_ordinals(t, ElementType.F32))) for t in (19.99, 499.99999)) <= 2
    assert 3 <= row["visits"] <= 7
