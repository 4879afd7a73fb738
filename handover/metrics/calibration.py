"""Expected calibration error: how far stated probabilities are from what then happened."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BINS = 10


def calibration_error(
    happened: npt.NDArray[np.bool_], probability: npt.NDArray[np.float64]
) -> float:
    """Mean over bins of |share that happened - mean probability|, weighted by rows.

    Ten bins of equal width over [0, 1]; a probability on an edge belongs to the bin below it,
    0 to the first (Naeini, Cooper & Hauskrecht 2015).

    Examples
    --------
    >>> round(calibration_error(np.array([True, False]), np.array([0.9, 0.9])), 3)
    0.4
    """
    bins = np.clip(np.ceil(np.asarray(probability) * BINS).astype(int) - 1, 0, BINS - 1)
    error = 0.0
    for number in np.unique(bins):
        inside = bins == number
        gap = abs(float(np.mean(happened[inside])) - float(np.mean(probability[inside])))
        error += gap * float(np.mean(inside))
    return error
