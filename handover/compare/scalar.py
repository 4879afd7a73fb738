"""Comparison of two scalars of one type, within a tolerance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from handover.values import ElementType, bits, round_to, ulp_distance

if TYPE_CHECKING:
    from handover.contract import Tolerance


def type_of(value: object, declared: ElementType) -> ElementType | None:
    """Return the element type a Python value has, as near to the declared one as it can be.

    A float that no float32 equals is an f64 where f32 is declared. None for anything else.
    """
    if isinstance(value, bool):
        return ElementType.BOOL
    if isinstance(value, int):
        for element in (declared, ElementType.I32, ElementType.I64):
            if element.is_integer:
                low, high = element.integer_range
                if low <= value <= high:
                    return element
        return None
    if isinstance(value, float):
        exact = math.isnan(value) or round_to(value, ElementType.F32) == value
        is_narrow = declared is ElementType.F32 and exact
        return ElementType.F32 if is_narrow else ElementType.F64
    return ElementType.STRING if isinstance(value, str) else None


def agrees(expected: object, obtained: object, element: ElementType, tolerance: Tolerance) -> bool:
    """Compare two scalars of the type.

    NaN equals NaN and nothing else; an infinity equals itself alone; -0.0 equals 0.0 but for bits.
    """
    if expected is None or obtained is None:
        return expected is obtained
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return expected == obtained
    assert isinstance(obtained, int | float)
    if isinstance(expected, int) and isinstance(obtained, int):
        if tolerance.kind != "absrel":
            return expected == obtained
        return abs(expected - obtained) <= tolerance.abs + tolerance.rel * abs(expected)
    if tolerance.kind == "bits":
        return bits(expected, element) == bits(obtained, element)
    if tolerance.kind == "ulp":
        distance = ulp_distance(expected, obtained, element)
        return distance is not None and distance <= tolerance.ulp
    if not (math.isfinite(expected) and math.isfinite(obtained)):
        return ulp_distance(expected, obtained, element) == 0
    return abs(expected - obtained) <= tolerance.abs + tolerance.rel * abs(expected)


def spacing(value: float, element: ElementType) -> float:
    """Return the distance from a finite float's magnitude to the next larger float of its type."""
    if element is not ElementType.F32:
        return math.ulp(value)
    # binary32 has 24 significant bits; below 2**-126 the spacing no longer shrinks.
    _, exponent = math.frexp(value)
    return math.ldexp(1.0, max(exponent - 24, -149)) if value else math.ldexp(1.0, -149)
