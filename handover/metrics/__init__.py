"""Hold a model to its contract's metrics: value, threshold, measured baseline, slices.

In: contract, fitted estimator, hold-out with its label column. Out: `Measurements`
(``metrics.json``) and reference histograms (``baseline.json``). Refused, all at once: a hold-out
or contract that cannot judge (HM101-HM108), a last release that cannot be read (HM201). What
this model cannot be asked is ``declared, not checked``, never green.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handover.metrics.last_release import last_release
from handover.metrics.measurements import (
    MeasuredBaseline,
    Measurement,
    Measurements,
    SliceMeasurement,
)

if TYPE_CHECKING:
    from handover.metrics.histograms import reference_histograms
    from handover.metrics.measuring import measure

__all__ = [
    "MeasuredBaseline",
    "Measurement",
    "Measurements",
    "SliceMeasurement",
    "last_release",
    "measure",
    "reference_histograms",
]


def __getattr__(name: str) -> object:
    # Late, because measuring needs the export extra and reading metrics.json does not.
    if name == "measure":
        from handover.metrics.measuring import measure

        return measure
    if name == "reference_histograms":
        from handover.metrics.histograms import reference_histograms

        return reference_histograms
    raise AttributeError(f"module 'handover.metrics' has no attribute {name!r}")
