"""Measurements as frozen values; the object of ``metrics.json``.

Light on purpose (no numpy): whoever reads a bundle can use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MetricStanding = Literal["met", "missed", "declared, not checked"]


@dataclass(frozen=True)
class MeasuredBaseline:
    """What a metric is held against: ``value`` is None where ``why`` says it was not measured."""

    name: str
    value: float | None
    why: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the entry's ``baseline``."""
        return _without_none({"name": self.name, "value": self.value, "why": self.why})


@dataclass(frozen=True)
class SliceMeasurement:
    """A metric on the rows of which ``column`` is ``slice``; None where it cannot be judged."""

    column: str
    slice: str
    n: int
    value: float | None
    why: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return one of the entry's ``slices``."""
        return {
            "column": self.column,
            "slice": self.slice,
            "n": self.n,
            "value": self.value,
            "why": self.why,
        }


@dataclass(frozen=True)
class Measurement:
    """One metric of the contract.

    Parameters
    ----------
    id, metric
        The contract's id, and the function it names, in this package's spelling.
    value
        None where it could not be computed; ``why`` says so.
    interval
        Low and high end of the 95 % bootstrap interval, None where none was made.
    gain, least_gain
        By how much the value is better than the baseline, and by how much it must be.
    status
        ``met``, ``missed``, or ``declared, not checked``, which is never green.
    """

    id: str
    metric: str
    dataset: str | None
    n: int
    value: float | None
    greater_is_better: bool
    thresholds: Mapping[str, object]
    status: MetricStanding
    why: str | None = None
    interval: tuple[float, float] | None = None
    baseline: MeasuredBaseline | None = None
    gain: float | None = None
    least_gain: float | None = None
    slices: tuple[SliceMeasurement, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return one of ``metrics`` in ``metrics.json``."""
        interval = None
        if self.interval is not None:
            low, high = self.interval
            interval = {"low": low, "high": high, "level": 0.95, "method": "bootstrap"}
        return _without_none(
            {
                "id": self.id,
                "metric": self.metric,
                "dataset": self.dataset,
                "n": self.n,
                "value": self.value,
                "interval": interval,
                "greaterIsBetter": self.greater_is_better,
                "thresholds": {word: _listed(bound) for word, bound in self.thresholds.items()},
                "baseline": None if self.baseline is None else self.baseline.to_json(),
                "gain": self.gain,
                "leastGain": self.least_gain,
                "status": self.status,
                "why": self.why,
                "slices": [part.to_json() for part in self.slices],
            }
        )


@dataclass(frozen=True)
class Measurements:
    """All metrics of a contract on one hold-out.

    ``reference`` is the object of ``baseline.json`` (`reference_histograms`), None where the
    hold-out has no rows or lacks input columns.
    """

    rows: int
    metrics: tuple[Measurement, ...] = field(default=())
    reference: Mapping[str, Any] | None = None

    @property
    def status(self) -> str:
        """Return ``met``, ``missed``, ``declared, not checked``, or ``nothing measured``.

        The worst of all metrics counts; none at all is no success.
        """
        found = {metric.status for metric in self.metrics}
        for standing in ("missed", "declared, not checked", "met"):
            if standing in found:
                return standing
        return "nothing measured"

    @property
    def holds(self) -> bool:
        """True when there are metrics and all of them are met."""
        return self.status == "met"

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``metrics.json``."""
        return {
            "format": 1,
            "rows": self.rows,
            "status": self.status,
            "metrics": [metric.to_json() for metric in self.metrics],
        }


def _without_none(fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None or name == "value"}


def _listed(bound: object) -> object:
    return list(bound) if isinstance(bound, tuple) else bound
