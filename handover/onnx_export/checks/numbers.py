"""Findings about numbers: what float32 cannot hold, and edges that equal data values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.values import Column, ElementType

# Above it float32 skips integers.
_EXACT_INTEGERS = 2**24
_ENCODERS = ("OneHotEncoder", "OrdinalEncoder", "TargetEncoder")


def _ids(seen: Examination) -> Iterator[Sighting]:
    computed = {
        name
        for visit in seen.visits
        if visit.kind not in _ENCODERS
        for stream in visit.inputs
        if not stream.coded
        for name in stream.columns
    }
    for column in seen.columns:
        if column.name not in computed or column.type in (ElementType.STRING, ElementType.BOOL):
            continue
        largest = _largest_integer(seen, column)
        if largest > _EXACT_INTEGERS:
            yield Sighting(f"$.inputs.{column.name}", f"{column.type.value} up to {largest:.0f}")


def _largest_integer(seen: Examination, column: Column) -> float:
    """Return the largest magnitude of whole numbers that the column is known to carry."""
    rule = seen.rules[column.name]
    largest = 0.0
    if column.type.is_integer:
        bounds = (rule.minimum, rule.maximum, rule.exclusive_minimum, rule.exclusive_maximum)
        largest = max((abs(float(bound)) for bound in bounds if bound is not None), default=0.0)
    values = _sample_values(seen, column)
    if values is not None and len(values) and bool(np.all(values == np.floor(values))):
        largest = max(largest, float(np.max(np.abs(values))))
    return largest


def _sample_values(seen: Examination, column: Column) -> Any:
    if seen.sample is None or column.length is not None or column.name not in seen.sample.columns:
        return None
    cells = seen.sample[column.name]
    if cells.dtype.kind not in "iuf":
        return None
    values = cells.to_numpy(dtype=np.float64)
    return values[np.isfinite(values)]


def _quantiles(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind == "QuantileTransformer":
            yield Sighting(visit.path, f"n_quantiles={visit.step.n_quantiles_}")


def _largest_norm(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind == "Normalizer" and visit.step.norm == "max":
            yield Sighting(visit.path, "norm='max'")


NUMBER_FINDINGS = (
    Finding(
        "HX241",
        "whole-numbers-beyond-float32",
        "an id or a timestamp is computed with in float32",
        "float32 holds whole numbers up to 2^24: 1,000 minute timestamps became 469 distinct "
        "values (onnxruntime#4130)",
        "Hand over a difference (an age, a count) instead, or encode the id as a category.",
        Severity.REFUSED,
        _ids,
    ),
    Finding(
        "HX242",
        "quantile-edges",
        "a QuantileTransformer's edges equal values of the data",
        "92 % of quantised rows wrong on the wire: the float32 value lies on the other side of "
        "an edge than the float64 value it came from",
        "Use KBinsDiscretizer (its edges are rounded to keep every float32 row on its side) or "
        "transform before the contract's columns.",
        Severity.REFUSED,
        _quantiles,
    ),
    Finding(
        "HX243",
        "largest-norm",
        "a Normalizer divides by the largest value instead of the largest magnitude",
        "scikit-learn's norm='max' takes absolute values, the exported operator does not: 51 of "
        "120 rows with negative numbers wrong",
        "Fit with norm='l2' or norm='l1'.",
        Severity.REFUSED,
        _largest_norm,
    ),
)
