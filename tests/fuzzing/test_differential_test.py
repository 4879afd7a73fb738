"""Both sides asked for the same rows: what differs is named, whatever a backend does."""

import pytest

from handover.backends import RejectedInput
from handover.fuzzing.column_pool import ordinary_rows
from handover.fuzzing.table import Table
from handover.values import round_to
from handover.values.column import ElementType
from tests.fuzzing.local import examiner, halves_in_a_corner, refuses_wrongly

GOOD = {"views 7d": 3, "basket-€": 79.5, "device": "ios", "rate": 0.5}


def failures(shop, spoil, rows, **more):
    asked = examiner(shop, spoil, **more)
    try:
        return asked.failures(Table.of(rows, shop.contract.input_columns))
    finally:
        asked.close()


def unspoiled(row, answer):
    return answer


def test_a_right_backend_has_no_failures_on_rows_good_and_bad(shop):
    bad = [{**GOOD, "views 7d": -1}, {**GOOD, "device": "x"}, {**GOOD, "rate": float("nan")}]
    assert failures(shop, unspoiled, [*ordinary_rows(shop), GOOD, *bad]) == []


def test_a_wrong_number_is_named_with_both_values(shop):
    (found,) = failures(shop, halves_in_a_corner, [{**GOOD, "device": "android"}, GOOD])
    assert (found.row, found.path, found.kind) == (1, "$.proba", "value")
    assert round_to(found.expected, ElementType.F32) / 2 == round_to(
        found.obtained, ElementType.F32
    )


def raises(row, answer):
    raise RuntimeError("out of stock")


def returns_text(row, answer):
    return {**answer, "proba": str(answer["proba"])}


def returns_a_list(row, answer):
    return {**answer, "label": [answer["label"]]}


def forgets(row, answer):
    return {"proba": answer["proba"]}


def returns_null(row, answer):
    return {**answer, "proba": None}


@pytest.mark.parametrize(
    ("spoil", "kind", "obtained", "code"),
    [
        (raises, "outcome", "HV301 RuntimeError: out of stock", "HV301"),
        (refuses_wrongly, "outcome", "rejected HR104 views 7d", None),
        (returns_text, "type", "'", None),
        (returns_a_list, "length", "[", None),
        (forgets, "outcome", "HV303 BadAnswer", "HV303"),
        (returns_null, "null", "None", None),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_whatever_comes_instead_of_an_answer_is_an_outcome(shop, spoil, kind, obtained, code):
    (found,) = failures(shop, spoil, [{**GOOD, "views 7d": 0}])
    assert (found.kind, found.code) == (kind, code)
    assert str(found.obtained).startswith(obtained)


def test_one_row_that_raises_does_not_hide_the_others(shop):
    def raises_on_one(row, answer):
        if row["views 7d"] == 7:
            raise RuntimeError("seven")
        return halves_in_a_corner(row, answer)

    rows = [{**GOOD, "views 7d": views} for views in range(12)]
    found = failures(shop, raises_on_one, rows)
    assert [(f.row, f.code) for f in found] == [(3, None), (7, "HV301"), (10, None)]


def test_a_backend_that_enforces_the_rules_is_held_to_them(shop):
    bad = {**GOOD, "views 7d": -1, "device": "android"}
    (found,) = failures(shop, unspoiled, [GOOD, bad], enforces=True)
    assert (found.row, found.expected) == (1, "rejected HR104 views 7d")


@pytest.mark.parametrize(
    ("code", "column", "same"),
    [
        ("HR104", "views 7d", True),
        ("HR105", "views 7d", False),
        ("HR104", "device", False),
    ],
)
def test_a_refusal_is_the_same_with_the_same_code_and_column_alone(shop, code, column, same):
    def refuses(row, answer):
        if row["views 7d"] == -1:
            raise RejectedInput(code, column)
        return answer

    found = failures(shop, refuses, [GOOD, {**GOOD, "views 7d": -1}], enforces=True)
    assert [(each.row, each.expected, each.obtained) for each in found] == (
        [] if same else [(1, "rejected HR104 views 7d", f"rejected {code} {column}")]
    )
