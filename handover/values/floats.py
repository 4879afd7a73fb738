"""IEEE 754 binary32 and binary64 without numpy: rounding, bits, ulp distance, shortest text."""

from __future__ import annotations

import math
import struct
from decimal import Decimal
from functools import lru_cache

from handover.values.column import ElementType

# A midpoint of two float32 has at most 25 significant bits: of a double's 53, the last 28 are 0.
_BELOW_MIDPOINT = (1 << 28) - 1
_F32, _F64 = struct.Struct("<f"), struct.Struct("<d")
_CODES = {ElementType.F32: ("<f", "<I", 32), ElementType.F64: ("<d", "<Q", 64)}


def round_to(value: float | int | str, element: ElementType) -> float:
    """Round to the nearest float of the type, ties to even; overflow gives ±inf.

    Parameters
    ----------
    value
        A float, an int of any size, or a decimal text. Text and ints are rounded *once*: a
        decimal that lands on the midpoint of two float32 after rounding to double is settled by
        the exact decimal (double rounding is what `Float.parseFloat` on the JVM does not do).
    element
        f32 or f64.
    """
    if isinstance(value, float):
        return _narrow(value) if element is ElementType.F32 else value
    if isinstance(value, int):
        value = str(value)
    wide = float(value)
    if element is ElementType.F64:
        return wide
    narrow = _narrow(wide)
    if math.isinf(wide) or math.isnan(wide):
        return narrow
    other = _neighbour_across(wide, narrow)
    if other is None:
        return narrow
    exact = Decimal(value)
    if exact == Decimal(wide):
        return narrow
    upper, lower = max(narrow, other), min(narrow, other)
    return upper if exact > Decimal(wide) else lower


def _narrow(value: float) -> float:
    try:
        packed = _F32.pack(value)
    except OverflowError:
        return math.copysign(math.inf, value)
    narrow: float = _F32.unpack(packed)[0]
    return narrow


def _may_be_midpoint(wide: float) -> bool:
    return not int.from_bytes(_F64.pack(wide), "little") & _BELOW_MIDPOINT


def _neighbour_across(wide: float, narrow: float) -> float | None:
    """Return the other float32 when ``wide`` lies exactly between two of them, else None."""
    largest = 3.4028234663852886e38
    if math.isinf(narrow):
        midpoint = largest + 2.0**103
        return math.copysign(largest, wide) if abs(wide) == midpoint else None
    if wide == narrow or not _may_be_midpoint(wide):
        return None
    code = struct.unpack("<I", struct.pack("<f", narrow))[0]
    for neighbour in (code + 1, code - 1):
        if neighbour < 0:
            continue
        other = struct.unpack("<f", struct.pack("<I", neighbour & 0xFFFFFFFF))[0]
        beyond = math.copysign(2.0**128, narrow) if math.isinf(other) else other
        if not math.isnan(other) and (Decimal(narrow) + Decimal(beyond)) / 2 == Decimal(wide):
            return float(other)
    return None


def bits(value: float, element: ElementType) -> int:
    """Return the raw bits as an unsigned integer; every NaN has the bits of the canonical one."""
    float_code, int_code, _ = _CODES[element]
    if math.isnan(value):
        value = math.nan
    return int(struct.unpack(int_code, struct.pack(float_code, value))[0])


def ulp_distance(left: float, right: float, element: ElementType) -> int | None:
    """Count the floats of the type between two values.

    -0.0 and 0.0 are 0 apart. Two NaNs are 0 apart. None where no count makes sense: NaN against
    a number, an infinity against anything but itself.
    """
    if math.isnan(left) or math.isnan(right):
        return 0 if math.isnan(left) and math.isnan(right) else None
    if math.isinf(left) or math.isinf(right):
        return 0 if left == right else None
    return abs(_ordinal(left, element) - _ordinal(right, element))


def _ordinal(value: float, element: ElementType) -> int:
    _, _, width = _CODES[element]
    raw = bits(value, element)
    sign = 1 << (width - 1)
    return -(raw - sign) if raw & sign else raw


def shortest(value: float, element: ElementType) -> float:
    """Return the double whose ``repr`` is the shortest decimal that reads back as ``value``.

    For f64 that is the value itself. For f32, 0.1f (0.10000000149...) gives 0.1. Nine significant
    digits always suffice for binary32 (IEEE 754-2019, 5.12.2).
    """
    if element is ElementType.F64 or not math.isfinite(value):
        return value
    if value == int(value) and abs(value) < 1e6:
        return value
    return _shortest_f32(value)


@lru_cache(maxsize=1 << 16)
def _shortest_f32(value: float) -> float:
    # Values of one column repeat, and the search costs microseconds: hence the cache. More digits
    # are nearer, so it goes on from the middle: a float of no special value takes seven to nine.
    found = _spelled(value, 7)
    if found is None:
        for digits in (8, 9):
            found = _spelled(value, digits)
            if found is not None:
                return found
        raise AssertionError(f"not a float32: value={value!r}")
    for digits in range(6, 0, -1):
        shorter = _spelled(value, digits)
        if shorter is None:
            break
        found = shorter
    return found


def _spelled(value: float, digits: int) -> float | None:
    text = f"{value:.{digits}g}"
    read = float(text)
    if _narrow(read) != value:
        return None
    # Rounding the text twice is wrong only where the double lies between two float32.
    if _may_be_midpoint(read) and round_to(text, ElementType.F32) != value:
        return None
    return read
