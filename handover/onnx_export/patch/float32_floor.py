"""The largest float32 below a double: the one rounding of a threshold that moves no float32 row."""

from __future__ import annotations

from typing import Any

import numpy as np


def floor_float32(values: Any) -> Any:
    """Return, as doubles, the largest float32 not above each value."""
    with np.errstate(over="ignore"):
        nearest = values.astype(np.float32)
    below = np.nextafter(nearest, np.float32(-np.inf))
    return np.where(nearest.astype(np.float64) > values, below, nearest).astype(np.float64)
