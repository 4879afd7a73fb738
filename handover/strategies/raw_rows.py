"""A Hypothesis strategy of raw rows that a contract lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from handover.contract.model.raw_fields import RawRule
from handover.strategies.rows import valid_cells
from handover.values import Column
from handover.values.raw_field import RawRow

if TYPE_CHECKING:
    from handover.contract import ModelContract

# Where a contract bounds a list only from below, Hypothesis draws a few elements more.
_MORE = 8


def valid_raw_rows(contract: ModelContract) -> st.SearchStrategy[RawRow]:
    """Draw raw rows that the rules of ``features.inputs`` let pass.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(valid_raw_rows(contract))                        # doctest: +SKIP
    ... def test_features_of_never_raises(raw): features_of(raw)
    """
    return _rows(contract.raw_rules)


def _rows(rules: Sequence[RawRule]) -> st.SearchStrategy[RawRow]:
    return st.fixed_dictionaries({rule.field.name: _values(rule) for rule in rules})


def _values(rule: RawRule) -> st.SearchStrategy[Any]:
    if rule.field.list:
        least = rule.least or 0
        most = least + _MORE if rule.most is None else min(rule.most, least + _MORE)
        values = st.lists(_values(rule.element), min_size=least, max_size=most)
        return values if rule.rule.required else st.none() | values
    if rule.field.type is None:
        rows = _rows(rule.fields)
        return rows if rule.rule.required else st.none() | rows
    return valid_cells(Column(rule.field.name, rule.field.type), rule.rule)
