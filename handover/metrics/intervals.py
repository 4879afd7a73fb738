"""Bootstrap intervals: the 95 % percentile interval of a metric, seeded."""

from __future__ import annotations

import numpy as np

from handover.metrics.functions import MetricFunction
from handover.metrics.predictions import PredictedValues, Unanswerable

RESAMPLES = 200
# Beyond so many rows the interval is narrower than anybody decides by, and costs seconds.
MOST_ROWS = 50_000


def interval(
    function: MetricFunction, found: PredictedValues, *, seed: int
) -> tuple[float, float] | None:
    """Resample rows with replacement; None for metrics of whole clusterings and for few rows."""
    if function.needs == "cluster" or not 2 <= len(found) <= MOST_ROWS:
        return None
    if found.truth.groups is not None:
        return None
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(RESAMPLES):
        try:
            values.append(function.compute(found.take(rng.integers(len(found), size=len(found)))))
        except (Unanswerable, ValueError):
            # A resample may lose a class; the others still tell how much the value varies.
            continue
    if len(values) < RESAMPLES / 2:
        return None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
