"""Contracts and tables for the laws of fuzzing."""

from hypothesis import strategies as st

from handover.fuzzing.table import Table
from handover.strategies.rows import invalid_rows, valid_rows
from handover.values import Column, ElementType
from tests.drawing.agreed import PROBA, contract, field

SHOP = contract(
    [
        field("visits", "i64", minimum=0, maximum=99),
        field("huge", "i64", exclusiveMaximum=2**53 + 1),
        field("basket", "f32", minimum=0.1, exclusiveMaximum=500, required=False),
        field("rating", "f64", minimum=-1, maximum=1),
        field("device", "string", enum=["ios", "web"]),
        field("note", "string", minLength=2, maxLength=4, required=False),
        field("stars", "i32", enum=[1, 2, 5]),
        field("share", "f32", enum=[0.1, 0.5]),
        field("member", "boolean"),
        field("taste", "f32", length=3, minimum=-1, maximum=1),
    ],
    [PROBA],
)

# What a typed column can hold at all: no other type, no absent column, no other length.
TYPED = ("HR101", "HR104", "HR105", "HR106", "HR107")


def typed_rows():
    """Draw rows, valid or not, that fit the columns' types."""
    spelled = {"Infinity": float("inf"), "-Infinity": float("-inf")}

    def fits(drawn):
        lengths = all(len(value) == 3 for value in drawn.row.values() if isinstance(value, list))
        return drawn.code in TYPED and lengths

    def typed(drawn):
        return {
            name: [spelled.get(item, item) if isinstance(item, str) else item for item in value]
            if isinstance(value, list)
            else spelled.get(value, value)
            if name in ("basket", "rating", "share") and isinstance(value, str)
            else value
            for name, value in drawn.row.items()
        }

    return valid_rows(SHOP) | invalid_rows(SHOP).filter(fits).map(typed)


_FLOATS = {
    ElementType.F32: st.floats(width=32),
    ElementType.F64: st.floats(),
    ElementType.I32: st.integers(-(2**31), 2**31 - 1),
    ElementType.I64: st.integers(-(2**63), 2**63 - 1),
    ElementType.STRING: st.text(st.characters(codec="utf-8"), max_size=4),
    ElementType.BOOL: st.booleans(),
}


@st.composite
def tables(draw):
    """Draw tables of any types, lengths and nulls."""
    columns = [
        Column(f"c{n}", draw(st.sampled_from(ElementType)), draw(st.sampled_from([None, 1, 3])))
        for n in range(draw(st.integers(1, 4)))
    ]
    height = draw(st.integers(0, 6))

    def cell(column):
        one = _FLOATS[column.type]
        if column.length is not None:
            one = st.lists(one, min_size=column.length, max_size=column.length)
        return draw(st.none() | one)

    return Table.of([{c.name: cell(c) for c in columns} for _ in range(height)], columns)
