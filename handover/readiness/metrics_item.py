"""Metrics held to the contract again, from the values that were measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handover.contract import ModelContract
from handover.contract.model.metric import Metric


def metrics_shortfall(contract: ModelContract, measured: Mapping[str, Any] | None) -> list[str]:
    """Say which metrics do not hold; empty when all do.

    Only measured *values* are read out of ``metrics.json``; whether they hold is judged here, by
    the contract as it stands now.
    """
    if not contract.metrics:
        return ["the contract declares no metric"]
    entries = measured.get("metrics") if measured is not None else None
    if not isinstance(entries, list):
        return ["the bundle holds no measurements"]
    by_id = {entry.get("id"): entry for entry in entries if isinstance(entry, dict)}
    return [fault for metric in contract.metrics for fault in _judge(metric, by_id.get(metric.id))]


def _judge(metric: Metric, entry: Mapping[str, Any] | None) -> list[str]:
    value = _number(entry, "value")
    if entry is None or value is None:
        return [f"{metric.id}: declared, not checked"]
    faults = []
    if not metric.met_by(value):
        words = ", ".join(f"{word} {bound}" for word, bound in metric.thresholds.items())
        faults.append(f"{metric.id}: {value:.4g}, {words}")
    if metric.baseline is not None:
        faults += _against_baseline(metric, value, entry)
    return faults


def _against_baseline(metric: Metric, value: float, entry: Mapping[str, Any]) -> list[str]:
    label = metric.baseline.label if metric.baseline is not None else ""
    baseline = _number(entry.get("baseline"), "value")
    if baseline is None:
        return [f"{metric.id}: baseline {label} was not measured"]
    gain = value - baseline if _wants_more(metric, entry) else baseline - value
    least = max(
        float(metric.min_absolute_change or 0),
        float(metric.min_relative_change or 0) * abs(baseline),
    )
    if gain >= least:
        return []
    return [
        f"{metric.id}: {value:.4g} against {label} {baseline:.4g}, gain {gain:.4g} of {least:.4g}"
    ]


def _wants_more(metric: Metric, entry: Mapping[str, Any]) -> bool:
    """The metric's own direction where it was recorded, else the direction of the thresholds."""
    recorded = entry.get("greaterIsBetter")
    return recorded if isinstance(recorded, bool) else metric.wants_more is not False


def _number(fields: object, key: str) -> float | None:
    value = fields.get(key) if isinstance(fields, Mapping) else None
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if number == number else None
