"""Parts of a mismatch of either stage: distances, values as text, other outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handover.compare import Difference
from handover.parity.tally import difference
from handover.parity.verdict import Mismatch
from handover.testvectors import Cause, TestVector
from handover.values import Column, ulp_distance, value_to_json


def value_mismatch(
    vector: TestVector,
    found: Difference,
    column: Column,
    *,
    allowed: str,
    truths: Mapping[str, object],
    cause: Cause,
    hint: str | None,
) -> Mismatch:
    """Return the mismatch of one place of a column, with its distance."""
    ulp, apart = _distance(found, column)
    return Mismatch(
        vector.id,
        vector.flag,
        vector.stage,
        vector.why,
        found.path,
        found.kind,
        spelled(found.expected, column),
        spelled(found.obtained, column),
        ulp,
        apart,
        allowed,
        truths,
        cause,
        hint,
    )


def outcome_mismatch(vector: TestVector, found: Difference, cause: Cause) -> Mismatch:
    """Return the mismatch of a row that was refused for another reason, or not at all."""
    return Mismatch(
        vector.id,
        vector.flag,
        vector.stage,
        vector.why,
        "$",
        "outcome",
        found.expected,
        found.obtained,
        None,
        None,
        "the same outcome",
        {},
        cause,
    )


def _distance(found: Difference, column: Column) -> tuple[int | None, float | None]:
    """Return how far two numbers are apart, in ulp and absolutely; None where that says nothing."""
    expected, obtained = found.expected, found.obtained
    if found.kind != "value" or isinstance(expected, bool) or isinstance(obtained, bool):
        return None, None
    if isinstance(expected, float) and isinstance(obtained, float):
        return ulp_distance(expected, obtained, column.type), difference(expected, obtained)
    if isinstance(expected, int) and isinstance(obtained, int):
        return None, float(abs(expected - obtained))
    return None, None


def spelled(value: Any, column: Column) -> object:
    """Spell whatever a backend returned: its own type may be none of the contract's."""
    try:
        return value_to_json(value, column)
    except (ArithmeticError, AssertionError, TypeError, ValueError):
        return repr(value)[:200]
