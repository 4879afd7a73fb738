"""Hypothesis strategies for a contract's rows: valid ones, and ones that break a named rule.

In: a `ModelContract`. Out: strategies of rows as a backend receives them (column name to wire
value). Valid rows pass `handover.contract.check_row`; every invalid row comes with the code that
its first broken rule has. `rows_near` draws rows that stand on given switch values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from handover.compare.ordinals import finite_range, to_ordinals, value_at
from handover.contract import InputRule
from handover.row_space.cells import code_range
from handover.values import Column, ElementType, Row
from handover.values.row import Scalar

if TYPE_CHECKING:
    from handover.contract import ModelContract

# Lone surrogates cannot cross the wire (HB305).
_TEXT = st.characters(codec="utf-8")


@dataclass(frozen=True)
class InvalidRow:
    """A row and the first rule it breaks: the fault code and the column."""

    row: dict[str, object]
    code: str
    column: str


def valid_rows(contract: ModelContract) -> st.SearchStrategy[Row]:
    """Draw rows that the contract's input rules let pass.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(valid_rows(contract))                            # doctest: +SKIP
    ... def test_backend_answers(row): ...
    """
    return st.fixed_dictionaries(
        {
            column.name: valid_cells(column, contract.rules(column.name))
            for column in contract.input_columns
        }
    )


def invalid_rows(contract: ModelContract) -> st.SearchStrategy[InvalidRow]:
    """Draw rows that break one declared rule of one column, and are valid but for that."""
    breaches = [
        (column, code, values)
        for column in contract.input_columns
        for code, values in _breaches(column, contract.rules(column.name))
    ]

    @st.composite
    def drawn(draw: st.DrawFn) -> InvalidRow:
        row: dict[str, object] = dict(draw(valid_rows(contract)))
        column, code, values = draw(st.sampled_from(breaches))
        if values is None:
            del row[column.name]
        else:
            row[column.name] = draw(values)
        return InvalidRow(row, code, column.name)

    return drawn()


def rows_near(
    contract: ModelContract,
    thresholds: Mapping[str, Sequence[float]],
    *,
    steps: int = 2,
) -> st.SearchStrategy[Row]:
    """Draw valid rows that stand within a few wire values of thresholds.

    Parameters
    ----------
    thresholds
        Numeric scalar column to the values near which it is drawn; other columns are drawn
        freely.
    steps
        How many neighbours of the column's type on either side; values outside the contract are
        moved to its ends.
    """
    cells: dict[str, st.SearchStrategy[Any]] = {}
    for column in contract.input_columns:
        rule = contract.rules(column.name)
        near = thresholds.get(column.name, ())
        if len(near) and column.length is None and rule.enum is None:
            low, high = code_range(column, rule)
            cells[column.name] = st.tuples(
                st.sampled_from([int(to_ordinals(value, column.type)) for value in near]),
                st.integers(-steps, steps),
            ).map(lambda at, c=column, a=low, b=high: _value(min(max(sum(at), a), b), c))  # type: ignore[misc]
        else:
            cells[column.name] = valid_cells(column, rule)
    return st.fixed_dictionaries(cells)


def valid_cells(column: Column, rule: InputRule) -> st.SearchStrategy[Any]:
    """Draw cells of one column that its rule lets pass."""
    element = _element(column, rule)
    if column.length is not None:
        element = st.lists(element, min_size=column.length, max_size=column.length)
    return element if rule.required else st.none() | element


def _element(column: Column, rule: InputRule) -> st.SearchStrategy[Any]:
    if rule.enum is not None:
        return st.sampled_from([_spelled(value, column) for value in rule.enum])
    if column.type is ElementType.BOOL:
        return st.booleans()
    if column.type is ElementType.STRING:
        low = 0 if column.length is not None else rule.min_length or 0
        high = None if column.length is not None else rule.max_length
        return st.text(_TEXT, min_size=low, max_size=high)
    low, high = code_range(column, rule)
    # Codes shrink towards the value nearest to 0; ends are where rules are off by one.
    ends = st.sampled_from(sorted({low, high, min(max(0, low), high)}))
    return (st.integers(low, high) | ends).map(lambda code: _value(code, column))


def _value(code: int, column: Column) -> Scalar:
    number: Scalar = value_at(code, column.type)
    return number


def _spelled(value: Scalar, column: Column) -> Scalar:
    if column.type.is_float and isinstance(value, int | float):
        return _value(int(to_ordinals(float(value), column.type)), column)
    return value


def _breaches(column: Column, rule: InputRule) -> list[tuple[str, st.SearchStrategy[Any] | None]]:
    """Return fault codes with values that break just that rule; None stands for absence."""
    found: list[tuple[str, st.SearchStrategy[Any] | None]] = [("HR102", None)]
    if rule.required:
        found.append(("HR101", st.none()))
    found.append(("HR103", _wrapped(_wrong_type(column), column)))
    if column.length is not None:
        element = _element(column, rule)
        size = column.length
        found.append(("HR106", st.lists(element, max_size=size - 1)))
        found.append(("HR106", st.lists(element, min_size=size + 1, max_size=size + 3)))
    elif column.type is ElementType.STRING and rule.enum is None:
        if rule.min_length:
            found.append(("HR106", st.text(_TEXT, max_size=rule.min_length - 1)))
        if rule.max_length is not None:
            low, high = rule.max_length + 1, rule.max_length + 5
            found.append(("HR106", st.text(_TEXT, min_size=low, max_size=high)))
    if column.type.is_float:
        infinite = st.sampled_from(["Infinity", "-Infinity"])
        found.append(("HR107", _wrapped(infinite, column)))
    if column.type not in (ElementType.STRING, ElementType.BOOL) and rule.enum is None:
        low, high = code_range(column, rule)
        first, last = finite_range(column.type)
        for start, end in ((first, low - 1), (high + 1, last)):
            if start <= end and _bounded(rule):
                outside = st.integers(start, end).map(lambda code: _value(code, column))
                found.append(("HR104", _wrapped(outside, column)))
    if rule.enum is not None:
        found += _not_listed(column, rule)
    return found


def _bounded(rule: InputRule) -> bool:
    bounds = (rule.minimum, rule.maximum, rule.exclusive_minimum, rule.exclusive_maximum)
    return any(bound is not None for bound in bounds)


def _not_listed(column: Column, rule: InputRule) -> list[tuple[str, st.SearchStrategy[Any] | None]]:
    listed = {_spelled(value, column) for value in rule.enum or ()}
    if column.type is ElementType.STRING:
        low = 0 if column.length is not None else rule.min_length or 0
        high = None if column.length is not None else rule.max_length
        texts = st.text(_TEXT, min_size=low, max_size=high)
        return [("HR105", _wrapped(texts.filter(lambda text: text not in listed), column))]
    if column.type is ElementType.BOOL:
        return []
    low_code, high_code = code_range(column, rule)
    numbers = st.integers(low_code, high_code).map(lambda code: _value(code, column))
    return [("HR105", _wrapped(numbers.filter(lambda number: number not in listed), column))]


def _wrong_type(column: Column) -> st.SearchStrategy[Any]:
    if column.type is ElementType.STRING:
        return st.integers() | st.booleans()
    if column.type is ElementType.BOOL:
        return st.integers(0, 1) | st.sampled_from(["true", "false"])
    if column.type.is_integer:
        low, high = column.type.integer_range
        return (
            st.integers(min_value=high + 1)
            | st.integers(max_value=low - 1)
            | st.sampled_from([0.5, "1", True])
        )
    return st.booleans() | st.sampled_from(["", "1.5", "nan"])


def _wrapped(values: st.SearchStrategy[Any], column: Column) -> st.SearchStrategy[Any]:
    if column.length is None:
        return values
    size = column.length
    return values.map(lambda value: [value] * size)
