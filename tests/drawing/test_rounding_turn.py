"""A row where the last bit decides the branch proves nothing against the runtime."""

import numpy as np
import pytest

from handover.drawing.rounding_turn import rounding_turns
from handover.row_space.cells import wire_space
from tests.drawing.agreed import contract, field

VALUE = field("value", transformLogic="value")
AGREED = contract(
    [field("a", maximum=1.0), field("b"), field("word", "string", enum=["x", "y"])],
    [VALUE],
    task="regression",
)
SPACE = wire_space(
    AGREED.input_columns,
    {column.name: AGREED.rules(column.name) for column in AGREED.input_columns},
    {},
    {},
)
ROW = {"a": 0.5, "b": 0.25, "word": "x"}


def branch(offset):
    """A runtime whose sum is off by ``offset`` units in the last place before it is compared."""

    def ask(rows):
        sums = [np.float32(row["a"]) + np.float32(row["b"]) for row in rows]
        moved = [np.float32(total + offset * np.spacing(np.float32(0.75))) for total in sums]
        return [{"value": 1.0 if total <= 0.75 else 2.0} for total in moved]

    return ask


def same(left, right):
    return left == right


def test_the_runtime_of_the_row_is_right_without_an_offset():
    assert branch(0)([ROW]) == [{"value": 1.0}]


@pytest.mark.parametrize("offset", [1, 2])
def test_another_order_of_additions_turns_within_a_few_steps(offset):
    assert branch(offset)([ROW]) == [{"value": 2.0}]
    assert rounding_turns(SPACE, ROW, {"value": 1.0}, branch(offset), same)


def test_a_runtime_that_computes_something_else_does_not_turn():
    assert not rounding_turns(SPACE, ROW, {"value": 1.0}, branch(1000), same)


def test_no_step_leaves_what_the_contract_allows():
    asked = []

    def ask(rows):
        asked.extend(rows)
        return [{"value": 2.0} for _ in rows]

    assert not rounding_turns(SPACE, {**ROW, "a": 1.0}, {"value": 1.0}, ask, same)
    assert max(row["a"] for row in asked) == 1.0
    assert {row["word"] for row in asked} == {"x"}


def test_rows_without_a_float_have_nothing_to_round():
    words = contract([field("word", "string", enum=["x"])], [VALUE], task="regression")
    rules = {"word": words.rules("word")}
    space = wire_space(words.input_columns, rules, {}, {})
    assert not rounding_turns(space, {"word": "x"}, {"value": 1.0}, branch(0), same)
