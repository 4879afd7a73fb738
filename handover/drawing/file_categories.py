"""Categories that a model file knows in each column, found by running it.

The file names categories in its encoders, but which column an encoder reads is hidden behind
whatever graph leads there. So every value is put into every column of its type: it is known where
some row is answered otherwise with it than with a value that nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handover.oracle import FileOracle
from handover.row_space.unknown_value import stranger
from handover.values import Column, ElementType, Row
from handover.values.row import Scalar

# Rows in which a value is tried, and values tried in one column: a vocabulary may hold thousands.
_ROWS = 5
_MOST = 400


def file_categories(
    oracle: FileOracle, rows: Sequence[Row], columns: Sequence[Column]
) -> Mapping[str, tuple[Scalar, ...]]:
    """Return the known values by column, in the order of the file; columns without any are absent.

    Parameters
    ----------
    rows
        Wire rows that the contract lets pass; some of them, evenly spread, are asked.
    """
    named = oracle.encoder_values
    bases = list(rows[:: max(1, len(rows) // _ROWS)][:_ROWS])
    found: dict[str, tuple[Scalar, ...]] = {}
    for column in columns:
        values = [value for value in named if _fits(value, column)][:_MOST]
        if column.length is not None or not values:
            continue
        told = [_answers(oracle, bases, column, value) for value in _strangers(values, column)]
        if any(answers != told[0] for answers in told):
            # A number that is reckoned with, not looked up: strangers on both sides differ.
            continue
        known = [value for value in values if _answers(oracle, bases, column, value) != told[0]]
        if known:
            found[column.name] = tuple(known)
    return found


def _answers(oracle: FileOracle, bases: Sequence[Row], column: Column, value: Scalar) -> list[str]:
    frame = oracle.frame([{**base, column.name: value} for base in bases])
    # A row that is refused is an answer as well; repr tells NaN from nothing.
    return [repr(answer) for answer in oracle.wire(frame)]


def _fits(value: Scalar, column: Column) -> bool:
    if isinstance(value, str):
        return column.type is ElementType.STRING
    if not isinstance(value, int) or not column.type.is_integer:
        return False
    low, high = column.type.integer_range
    return low <= value <= high


def _strangers(values: Sequence[Scalar], column: Column) -> list[Scalar]:
    whole = [value for value in values if isinstance(value, int)]
    if whole:
        low, high = column.type.integer_range
        around = (max(whole) + 1, min(whole) - 1, max(whole) + 1_000_000)
        return [value for value in around if low <= value <= high]
    return [stranger(values)]
