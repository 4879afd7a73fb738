"""Screen for answers that may differ from the reference, a whole column at a time.

Law: a row that is not a suspect passes the exact judge (`handover.parity.judge`); a suspect may
pass too: a label within its margin, neighbours that tie. Only suspects need the judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from handover.fuzzing.backend_results import BackendResults, ResultKind
from handover.fuzzing.table import Array, Cells
from handover.values import ElementType

if TYPE_CHECKING:
    from handover.contract import ModelContract, Tolerance

_BITS: dict[ElementType, Any] = {ElementType.F32: np.dtype("<i4"), ElementType.F64: np.dtype("<i8")}
_MAGNITUDE = {ElementType.F32: 0x7FFFFFFF, ElementType.F64: 0x7FFFFFFFFFFFFFFF}


def value_suspects(
    contract: ModelContract, expected: BackendResults, obtained: BackendResults
) -> Array:
    """Return one truth value a row; both sides answer the same rows."""
    special = (expected.kinds != ResultKind.ANSWERED) | (obtained.kinds != ResultKind.ANSWERED)
    found: Array = special.copy()
    for right, other in zip(expected.outputs.columns, obtained.outputs.columns, strict=True):
        tolerance = contract.tolerance(right.column.name)
        agree = _agree(right, other, tolerance).all(axis=1)
        found |= ~agree | (right.is_null != other.is_null)
    return found


def _agree(right: Cells, other: Cells, tolerance: Tolerance) -> Array:
    """Return one truth value an element, shape (rows, width)."""
    element = right.column.type
    if element is ElementType.STRING:
        places = {text: code for code, text in enumerate(right.texts)}
        same = np.array([places.get(text, -1) for text in (*other.texts, "")], dtype=np.int64)
        found: Array = right.values == same[other.values]
        return found
    left, obtained = right.values, other.values
    if element.is_float:
        return _floats_agree(left, obtained, element, tolerance)
    return np.asarray(left == obtained)


def _floats_agree(left: Array, right: Array, element: ElementType, tolerance: Tolerance) -> Array:
    same = (left.view(_BITS[element]) == right.view(_BITS[element])) | (
        np.isnan(left) & np.isnan(right)
    )
    if tolerance.kind == "bits":
        return np.asarray(same)
    finite = np.isfinite(left) & np.isfinite(right)
    if tolerance.kind == "ulp":
        apart = _ordinals(left, element) - _ordinals(right, element)
        # Two doubles of opposite signs may be further apart than an int64 counts.
        near = (np.abs(apart) <= tolerance.ulp) & (np.signbit(left) == np.signbit(right))
        return np.asarray(same | (finite & near))
    wide, other = left.astype(np.float64), right.astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.abs(wide - other) <= tolerance.abs + tolerance.rel * np.abs(wide)
    return np.asarray(same | (finite & near))


def _ordinals(values: Array, element: ElementType) -> Array:
    codes = values.view(_BITS[element]).astype(np.int64)
    found: Array = np.where(codes < 0, -(codes & _MAGNITUDE[element]), codes)
    return found
