"""Screen for answers that may differ from the reference, a whole column at a time.

Law: a row that is not a suspect passes the exact judge (`handover.compare.row`); a suspect may
pass too: a label within its margin, neighbours that tie. Only suspects need the judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handover.compare.columns import differs
from handover.fuzzing.backend_results import BackendResults, ResultKind
from handover.fuzzing.table import Array, Cells
from handover.values import ElementType

if TYPE_CHECKING:
    from handover.contract import ModelContract, Tolerance


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
    return ~differs(right.values, other.values, element, tolerance)
