"""What a wrong feature looks like: the nearest known slip, in words.

The rules and words are those of Scala's `FeatureHint`; `tests/shared/feature_hints.json` holds
both to the same cases.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from handover.values import Column, ElementType, Row, Value, round_to, ulp_distance
from handover.values.raw_field import null_for_nan

# Thousands first: milliseconds for seconds, grams for kilograms; then time, per cent, micro.
_FACTORS = (1000, 60, 3600, 24, 7, 86400, 100, 1_000_000, 3_600_000, 86_400_000)
_LAST_BITS = {ElementType.F32: 4, ElementType.F64: 16}


def feature_hint(
    column: Column, expected: Row, obtained: Value, columns: Sequence[Column]
) -> str | None:
    """Return what the obtained value of one feature looks like, None for nothing known.

    Parameters
    ----------
    column
        The feature that differs.
    expected
        All features of the vector.
    obtained
        What the backend made of this one.
    columns
        All features, in contract order.
    """
    wanted, obtained = null_for_nan(expected[column.name]), null_for_nan(obtained)
    if isinstance(wanted, list) or isinstance(obtained, list):
        return None
    for rule in (_null, _text):
        hint = rule(wanted, obtained)
        if hint is not None:
            return hint
    return _other_column(column, expected, obtained, columns) or _number(column, wanted, obtained)


def _null(wanted: Value, obtained: Value) -> str | None:
    if wanted is None and obtained is not None:
        if obtained == "":
            return "null is read as empty text"
        zero = isinstance(obtained, int | float) and not isinstance(obtained, bool)
        return (
            "null is read as zero" if zero and obtained == 0 else "null is filled in with a value"
        )
    return "a value becomes null" if obtained is None and wanted is not None else None


def _text(wanted: Value, obtained: Value) -> str | None:
    if not isinstance(wanted, str) or not isinstance(obtained, str):
        return None
    changes: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("white space at its ends", str.strip),
        ("another Unicode form (NFC, NFD)", lambda text: unicodedata.normalize("NFC", text)),
        ("upper and lower case", str.lower),
    )
    return next((what for what, change in changes if change(wanted) == change(obtained)), None)


def _other_column(
    column: Column, expected: Row, obtained: Value, columns: Sequence[Column]
) -> str | None:
    if isinstance(obtained, bool) or obtained in (None, 0, 1):
        return None
    for other in columns:
        same = other.type is column.type and other.length is None and other.name != column.name
        if same and expected[other.name] == obtained:
            return f"this is column {other.name}"
    return None


def _number(column: Column, wanted: Value, obtained: Value) -> str | None:
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        return None
    if isinstance(obtained, bool) or not isinstance(obtained, int | float):
        return None
    return next(_number_hints(column.type, wanted, obtained), None)


def _number_hints(element: ElementType, wanted: float, obtained: float) -> Iterator[str]:
    if not math.isfinite(wanted) or not math.isfinite(obtained):
        return
    if wanted != 0 and obtained == -wanted:
        yield "the sign is turned"
    if element.is_integer and abs(obtained - wanted) == 1:
        many = "one too many" if obtained > wanted else "one too few"
        yield f"{many}: does a window or a count include its end?"
    if element in _LAST_BITS:
        apart = ulp_distance(wanted, obtained, element)
        if apart is not None and apart <= _LAST_BITS[element]:
            yield "the last bits: computed or summed in another precision or order"
    yield from _factors(wanted, obtained)
    if element.is_float:
        if obtained == round_to(float(math.trunc(wanted)), element):
            yield "the fraction is cut off"
        yield from _roundings(element, wanted, obtained)


def _factors(wanted: float, obtained: float) -> Iterator[str]:
    if wanted == 0 or obtained == 0:
        return
    ratio = obtained / wanted
    for factor in _FACTORS:
        if abs(ratio / factor - 1) <= 1e-6:
            yield f"{factor} times too large: another unit?"
        if abs(ratio * factor - 1) <= 1e-6:
            yield f"{factor} times too small: another unit?"


def _roundings(element: ElementType, wanted: float, obtained: float) -> Iterator[str]:
    exact = Decimal(wanted)
    for places in range(5):
        unit = Decimal(1).scaleb(-places)
        for how in (ROUND_HALF_UP, ROUND_HALF_EVEN):
            if abs(exact) < 10**15 and obtained == round_to(
                float(exact.quantize(unit, rounding=how)), element
            ):
                yield f"rounded to {places} decimal{'' if places == 1 else 's'}"
