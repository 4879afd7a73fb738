"""Screen for rows that may break an input rule, a whole column at a time.

Law: a row that is not a suspect breaks no rule of `handover.contract.check_row`; a suspect may turn
out to break none. So the exact rules need only be asked about suspects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handover.fuzzing.table import Array, Cells, Table
from handover.values import ElementType, round_to

if TYPE_CHECKING:
    from handover.contract import InputRule, ModelContract


def rule_suspects(contract: ModelContract, rows: Table) -> Array:
    """Return one truth value a row; the table has the contract's input columns, in order."""
    found = np.zeros(rows.height, dtype=bool)
    for cells in rows.columns:
        rule = contract.rules(cells.column.name)
        wrong = _suspect(cells, rule).any(axis=1)
        found |= np.where(cells.is_null, rule.required, wrong)
    return found


def _suspect(cells: Cells, rule: InputRule) -> Array:
    """Return one truth value an element, shape (rows, width); those of null cells mean nothing."""
    element = cells.column.type
    if element is ElementType.STRING:
        wrong = np.array([_text_misfits(text, rule) for text in (*cells.texts, "")], dtype=bool)
        found: Array = wrong[cells.values]
        return found
    if element is ElementType.BOOL:
        return np.full(cells.values.shape, rule.enum is not None)
    values = cells.values
    inside = np.isfinite(values) if element.is_float else np.ones(values.shape, dtype=bool)
    with np.errstate(invalid="ignore"):
        # Integers beyond 2**53 are compared with Python's own, which are exact; a float that is
        # missing where a scalar may be null is the null that check_row makes of it.
        for bound, keeps in (
            (rule.minimum, np.greater_equal),
            (rule.maximum, np.less_equal),
            (rule.exclusive_minimum, np.greater),
            (rule.exclusive_maximum, np.less),
        ):
            if bound is not None:
                inside &= _keeps(keeps, values, bound, element)
    if rule.enum is not None:
        allowed = [round_to(v, element) if element.is_float else v for v in _numbers(rule)]
        inside &= np.isin(values, np.array(allowed, dtype=values.dtype))
    return ~inside


def _keeps(keeps: np.ufunc, values: Array, bound: float | int, element: ElementType) -> Array:
    if element.is_float:
        found: Array = keeps(values, values.dtype.type(round_to(bound, element)))
        return found
    if isinstance(bound, int) and np.iinfo(values.dtype).min <= bound <= np.iinfo(values.dtype).max:
        return np.asarray(keeps(values, values.dtype.type(bound)))
    # A fraction, or a bound beyond the type: as doubles, and what is near is a suspect.
    wide = values.astype(np.float64)
    return np.asarray(keeps(wide, float(bound)) & (np.abs(wide - float(bound)) > 1024))


def _numbers(rule: InputRule) -> list[float | int]:
    return [v for v in rule.enum or () if isinstance(v, int | float) and not isinstance(v, bool)]


def _text_misfits(text: str, rule: InputRule) -> bool:
    if rule.enum is not None and text not in rule.enum:
        return True
    return len(text) < (rule.min_length or 0) or (
        rule.max_length is not None and len(text) > rule.max_length
    )
