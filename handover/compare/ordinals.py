"""Wire values as integers whose order is the order of the values, so that a search can bisect.

The neighbour of a float32 is the next ordinal, whatever its exponent; -0.0 and 0.0 share 0.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from handover.values import ElementType

Ordinals = npt.NDArray[np.int64]

_FLOATS: dict[ElementType, tuple[Any, Any, int]] = {
    ElementType.F32: (np.float32, np.int32, 0x7FFFFFFF),
    ElementType.F64: (np.float64, np.int64, 0x7FFFFFFFFFFFFFFF),
}

_LAYOUTS = {ElementType.F32: ("<i", "<f"), ElementType.F64: ("<q", "<d")}


def to_ordinals(values: npt.ArrayLike, element: ElementType) -> Ordinals:
    """Number values along their type's line; integers are their own ordinals.

    Parameters
    ----------
    values
        Finite numbers of any numpy type, rounded to ``element`` first.
    element
        f32, f64, i32 or i64.

    Returns
    -------
    int64 array of the same shape; smaller values have smaller ordinals, neighbours differ by 1.
    """
    if element.is_integer:
        return np.asarray(values).astype(np.int64)
    floating, integer, magnitude = _FLOATS[element]
    with np.errstate(over="ignore"):
        raw = np.array(values, dtype=np.float64).astype(floating)
    codes = raw.view(integer).astype(np.int64)
    found: Ordinals = np.where(codes < 0, -(codes & magnitude), codes)
    return found


def from_ordinals(ordinals: npt.ArrayLike, element: ElementType) -> npt.NDArray[Any]:
    """Return the values that ordinals stand for, in the numpy type of the element."""
    codes = np.asarray(ordinals, dtype=np.int64)
    if element is ElementType.I32:
        return codes.astype(np.int32)
    if element is ElementType.I64:
        return codes
    floating, integer, _ = _FLOATS[element]
    magnitude = np.abs(codes).astype(integer).view(floating)
    found: npt.NDArray[Any] = np.where(codes < 0, -magnitude, magnitude)
    return found


def value_at(ordinal: int, element: ElementType) -> float | int:
    """Return the one value that an ordinal stands for; `from_ordinals` without an array."""
    if element.is_integer:
        return int(ordinal)
    whole, floating = _LAYOUTS[element]
    magnitude: float = struct.unpack(floating, struct.pack(whole, abs(ordinal)))[0]
    return -magnitude if ordinal < 0 else magnitude


def halfway(low: Ordinals, high: Ordinals) -> Ordinals:
    """Return the ordinals half way between, rounded down; no sum that overflows is made."""
    halves: Ordinals = (low >> 1) + (high >> 1) + (low & high & 1)
    return halves


def apart(low: Ordinals, high: Ordinals) -> npt.NDArray[np.bool_]:
    """Say between which ordinals, of which ``low`` is not the larger, another one lies."""
    # Unsigned, because the distance of two int64 codes need not fit into an int64.
    return np.asarray(high.view(np.uint64) - low.view(np.uint64) > 1)


def finite_range(element: ElementType) -> tuple[int, int]:
    """Return the smallest and largest ordinal of a finite value of the type."""
    if element.is_integer:
        return element.integer_range
    floating, _, _ = _FLOATS[element]
    last = int(to_ordinals(np.finfo(floating).max, element))
    return -last, last
