"""Comparison of whole columns of scalars: `agrees` by arrays.

A Hypothesis law holds this to `agrees` on every pair of values; shared tables hold `agrees` to
Scala's comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import to_ordinals
from handover.values import ElementType

if TYPE_CHECKING:
    from handover.contract import Tolerance

Mask = npt.NDArray[np.bool_]


def differs(
    expected: npt.NDArray[Any],
    obtained: npt.NDArray[Any],
    element: ElementType,
    tolerance: Tolerance,
) -> Mask:
    """Say of each element whether it lies outside the tolerance; `agrees` by arrays."""
    if not element.is_float:
        if element.is_integer and tolerance.kind == "absrel":
            return _integers_differ(expected, obtained, tolerance)
        return np.asarray(expected != obtained)
    nan = np.isnan(expected) & np.isnan(obtained)
    if tolerance.kind == "bits":
        unsigned = np.uint32 if element is ElementType.F32 else np.uint64
        same = np.ascontiguousarray(expected).view(unsigned) == np.ascontiguousarray(obtained).view(
            unsigned
        )
        return np.asarray(~(same | nan))
    finite = np.isfinite(expected) & np.isfinite(obtained)
    same = nan | (expected == obtained)
    with np.errstate(invalid="ignore", over="ignore"):
        if tolerance.kind == "ulp":
            near = _ulps(expected, obtained, element) <= tolerance.ulp
        else:
            right, found = expected.astype(np.float64), obtained.astype(np.float64)
            near = np.abs(right - found) <= tolerance.abs + tolerance.rel * np.abs(right)
    return np.asarray(~(same | (finite & near)))


def _ulps(
    left: npt.NDArray[Any], right: npt.NDArray[Any], element: ElementType
) -> npt.NDArray[np.float64]:
    codes, others = to_ordinals(left, element), to_ordinals(right, element)
    # The codes of two float64 of opposite sign may lie further apart than an int64 counts.
    far = np.abs(codes.astype(np.float64) - others.astype(np.float64))
    return np.where(far > 2.0**40, far, np.abs(codes - others))


def _integers_differ(
    expected: npt.NDArray[Any], obtained: npt.NDArray[Any], tolerance: Tolerance
) -> Mask:
    """Subtract as integers: two int64 beyond 2**53 may be one double."""
    right, found = expected.astype(np.int64), obtained.astype(np.int64)
    # Unsigned, because the distance of two int64 need not fit into an int64.
    distance = np.maximum(right, found).view(np.uint64) - np.minimum(right, found).view(np.uint64)
    allowed = np.floor(tolerance.abs + tolerance.rel * np.abs(right.astype(np.float64)))
    bounded = allowed < 2.0**64
    most = np.where(bounded, allowed, 0.0).astype(np.uint64)
    return np.asarray(bounded & (distance > most))
