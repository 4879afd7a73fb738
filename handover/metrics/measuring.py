"""Measure a contract's metrics on a hold-out, against thresholds and measured baselines.

Refused, all at once (HM101-HM109): a contract without label block, columns missing from the
hold-out, no rows, labels the model has no class for or of one value only, metrics nobody knows,
an estimator that raises. A metric that this model cannot have is ``declared, not checked``.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.faults import Fault, HandoverError, Owner
from handover.metrics.baselines import as_classes, measured_baseline
from handover.metrics.file_predictions import FilePredictions, file_classes
from handover.metrics.functions import MetricFunction, metric_function, suggestions
from handover.metrics.histograms import reference_histograms
from handover.metrics.intervals import interval
from handover.metrics.measurements import (
    MeasuredBaseline,
    Measurement,
    Measurements,
    MetricStanding,
    SliceMeasurement,
)
from handover.metrics.predictions import PredictedValues, Predictions, TrueValues, Unanswerable
from handover.metrics.slices import FEWEST_ROWS, slices
from handover.oracle import EstimatorOracle, FileOracle, Raised

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import ModelContract
    from handover.contract.model.metric import Metric
    from handover.onnx_export import ExportedModel


def measure(
    contract: ModelContract,
    estimator: Any,
    holdout: pd.DataFrame,
    *,
    baseline_metrics: Mapping[str, Any] | None = None,
    model: ExportedModel | None = None,
) -> Measurements:
    """Measure every metric of the contract, overall and per slice.

    Parameters
    ----------
    contract
        Its ``metrics`` say what, its ``label`` says against which column.
    estimator
        The fitted estimator; it answers on the rows as they are (the source truth). None for a
        file that was adopted, which answers itself.
    holdout
        Rows the model was not trained on: inputs, label, slice and rule columns.
    baseline_metrics
        The object of the last release's ``metrics.json`` (`last_release`), for metrics whose
        baseline is ``last-release``.
    model
        The adopted file, where there is no estimator.

    Raises
    ------
    HandoverError
        HM101-HM109; every fault at once.
    """
    faults = list(_faults(contract, holdout))
    if faults and not contract.metrics:
        return Measurements(len(holdout))
    if faults:
        raise HandoverError(*faults)
    oracle: EstimatorOracle | FileOracle
    if estimator is None:
        assert model is not None
        oracle = FileOracle(model.onnx, contract, like=holdout)
    else:
        oracle = EstimatorOracle(estimator, contract, like=holdout)
    reference = _reference(contract, oracle, holdout)
    if not contract.metrics:
        return Measurements(len(holdout), reference=reference)
    frame, truth = _labelled(contract, oracle, holdout)
    inputs = frame[[column.name for column in contract.input_columns]]
    predictions: Predictions | FilePredictions
    if isinstance(oracle, FileOracle):
        predictions = FilePredictions(oracle, inputs, contract.model.task)
    else:
        predictions = Predictions(oracle, inputs, contract.model.task)
    setting = _Setting(contract, frame, truth, predictions, baseline_metrics)
    with warnings.catch_warnings():
        # Metric functions warn about what is said here in words.
        warnings.simplefilter("ignore")
        measured = tuple(_measured(metric, setting) for metric in contract.metrics)
    return Measurements(len(frame), measured, reference)


def _reference(
    contract: ModelContract, oracle: EstimatorOracle | FileOracle, holdout: pd.DataFrame
) -> dict[str, Any]:
    """Count what a backend would receive and answer; a row that raises has no answer to count."""
    inputs = holdout[[column.name for column in contract.input_columns]]
    answers = [row for row in oracle.wire(inputs) if not isinstance(row, Raised)]
    return reference_histograms(contract, oracle.wire_rows(inputs), answers)


@dataclass(frozen=True)
class _Setting:
    """What all metrics of one call share."""

    contract: ModelContract
    frame: pd.DataFrame
    truth: TrueValues
    predictions: Predictions | FilePredictions
    last_release: Mapping[str, Any] | None


def _measured(metric: Metric, setting: _Setting) -> Measurement:
    function = metric_function(metric.function)
    assert function is not None, "unknown metrics were refused above"
    unmeasured = Measurement(
        id=metric.id,
        metric=function.name,
        dataset=metric.dataset,
        n=len(setting.frame),
        value=None,
        greater_is_better=function.greater_is_better,
        thresholds=metric.thresholds,
        status="declared, not checked",
    )
    try:
        found = _answers(function, setting)
        value = function.compute(found)
        if not math.isfinite(value):
            raise Unanswerable(f"the value is {value}")
    except Unanswerable as reason:
        return replace(unmeasured, why=str(reason))
    except HandoverError:
        raise
    except Exception as broken:  # noqa: BLE001 - user code and metric functions may raise anything
        raise HandoverError(_raises(metric, broken)) from None
    baseline = measured_baseline(metric, function, found, setting.frame, setting.last_release)
    gain, least = _gain(metric, function, value, baseline)
    status, why = _standing(metric, value, baseline, gain, least)
    return replace(
        unmeasured,
        value=value,
        status=status,
        why=why,
        interval=interval(function, found, seed=setting.contract.parity.vectors.seed),
        baseline=baseline,
        gain=gain,
        least_gain=least,
        slices=tuple(_sliced(metric, function, found, setting.frame)),
    )


def _answers(function: MetricFunction, setting: _Setting) -> PredictedValues:
    predictions = setting.predictions
    if function.needs == "cluster":
        if setting.contract.model.task != "clustering":
            raise Unanswerable(f"a model for {setting.contract.model.task} has no clusters")
        # The truth of a clustering's shape is the space it lies in.
        return PredictedValues(TrueValues(predictions.space, ()), predictions.label)
    return PredictedValues(setting.truth, getattr(predictions, function.needs))


def _gain(
    metric: Metric, function: MetricFunction, value: float, baseline: MeasuredBaseline | None
) -> tuple[float | None, float | None]:
    """Return by how much the value is better, and by how much it must be."""
    if baseline is None or baseline.value is None:
        return None, None
    gain = value - baseline.value if function.greater_is_better else baseline.value - value
    least = max(
        float(metric.min_absolute_change or 0),
        float(metric.min_relative_change or 0) * abs(baseline.value),
    )
    return gain, least


def _standing(
    metric: Metric,
    value: float,
    baseline: MeasuredBaseline | None,
    gain: float | None,
    least: float | None,
) -> tuple[MetricStanding, str | None]:
    reasons = []
    if not metric.met_by(value):
        words = ", ".join(f"{word} {bound}" for word, bound in metric.thresholds.items())
        reasons.append(f"misses {words}")
    if baseline is not None and gain is not None and least is not None and gain < least:
        reasons.append(f"gain over {baseline.name} is {gain:.4g}, at least {least:.4g} is agreed")
    if reasons:
        return "missed", "; ".join(reasons)
    if baseline is not None and baseline.value is None:
        return "declared, not checked", f"baseline {baseline.name} not measured: {baseline.why}"
    if not metric.thresholds and baseline is None:
        return "declared, not checked", "neither threshold nor baseline is declared"
    return "met", None


def _sliced(
    metric: Metric, function: MetricFunction, found: PredictedValues, frame: pd.DataFrame
) -> Iterator[SliceMeasurement]:
    for column in metric.slices:
        for name, rows in slices(frame[_slice_column(column)]):
            small = f"too small to judge (n={len(rows)})"
            if len(rows) < FEWEST_ROWS:
                yield SliceMeasurement(column, name, len(rows), None, small)
                continue
            try:
                value = function.compute(found.take(rows))
            except (Unanswerable, ValueError) as reason:
                why = f"cannot be judged (n={len(rows)}): {str(reason).splitlines()[0]}"
                yield SliceMeasurement(column, name, len(rows), None, why)
                continue
            if not math.isfinite(value):
                yield SliceMeasurement(column, name, len(rows), None, small)
                continue
            missed = None if metric.met_by(value) else "misses the threshold"
            yield SliceMeasurement(column, name, len(rows), value, missed)


def _slice_column(name: str) -> str:
    # A slice may be named by its object too: item_query.category.
    return name.rpartition(".")[2]


def _labelled(
    contract: ModelContract, oracle: EstimatorOracle | FileOracle, holdout: pd.DataFrame
) -> tuple[pd.DataFrame, TrueValues]:
    """Return the rows that have a label, and the labels as the model spells its classes."""
    label = contract.label
    if label is None:
        return holdout.reset_index(drop=True), TrueValues(np.zeros(len(holdout)), ())
    frame = holdout[holdout[label.name].notna()].reset_index(drop=True)
    if len(frame) == 0:
        raise HandoverError(
            _fault("HM105", f"label column {label.name!r} is empty in every row", "rows=0")
        )
    values: Any = frame[label.name].to_numpy()
    groups = None
    if label.group is not None:
        groups = np.unique(frame[label.group].astype(str).to_numpy(), return_inverse=True)[1]
    classes = file_classes(contract, holdout) if isinstance(oracle, FileOracle) else oracle.classes
    if contract.model.task == "anomaly-detection":
        classes = (-1, 1)
    if classes:
        values = _class_labels(contract, label.name, values, classes)
    elif contract.model.task == "retrieval":
        values = values.astype(np.int64)
    elif contract.model.task == "regression":
        values = values.astype(np.float64)
    return frame, TrueValues(values, classes, groups)


def _class_labels(
    contract: ModelContract,
    name: str,
    values: npt.NDArray[Any],
    classes: tuple[object, ...],
) -> npt.NDArray[Any]:
    try:
        labels = as_classes(values, classes)
    except Unanswerable as reason:
        raise HandoverError(
            _fault("HM106", f"label column {name!r}: {reason}", f"classes={classes}")
        ) from None
    if len(set(labels.tolist())) < 2:
        raise HandoverError(
            _fault(
                "HM107",
                f"label column {name!r} holds one value only, which judges nothing",
                f"value={labels[0]!r} in {len(labels)} rows",
            )
        )
    return labels


def _faults(contract: ModelContract, holdout: pd.DataFrame) -> Iterator[Fault]:
    if len(holdout) == 0:
        yield _fault("HM101", "the hold-out has no rows", "rows=0")
    known = {str(name) for name in holdout.columns}
    wanted: dict[str, str] = {column.name: "input" for column in contract.input_columns}
    functions = [(metric, metric_function(metric.function)) for metric in contract.metrics]
    needs_label = any(found is not None and found.needs != "cluster" for _, found in functions)
    if contract.label is not None:
        wanted[contract.label.name] = "label"
        if contract.label.group is not None:
            wanted[contract.label.group] = "query group"
    elif needs_label:
        yield Fault(
            "HM102",
            "the contract names no label column to measure against",
            Owner.CONTRACT_AUTHOR,
            where="$.label",
            next="Add label: {name: the column of the hold-out that holds the truth}.",
        )
    for number, (metric, function) in enumerate(functions):
        where = f"$.metrics[{number}]"
        if function is None:
            near = suggestions(metric.function)
            yield Fault(
                "HM104",
                f"no metric is called {metric.function!r}",
                Owner.CONTRACT_AUTHOR,
                where=where,
                expected=f"one of {', '.join(near)}" if near else "a scikit-learn metric",
                found=f"metric={metric.function}",
                next="Name the function with metric:, when the id is a name of your own.",
            )
        for column in metric.slices:
            wanted.setdefault(_slice_column(column), f"slice of {metric.id}")
        if metric.baseline is not None and metric.baseline.rule is not None:
            wanted.setdefault(metric.baseline.rule, f"rule of {metric.id}")
    for name, purpose in wanted.items():
        if name not in known:
            yield Fault(
                "HM103",
                f"the hold-out has no column {name!r} ({purpose})",
                Owner.DATA_SCIENTIST,
                expected=f"column={name}",
                found=f"columns={', '.join(sorted(known)[:20])}",
                next="Add the column to the hold-out, or mend its name in the contract.",
            )


def _raises(metric: Metric, broken: Exception) -> Fault:
    first = str(broken).strip().splitlines()
    return Fault(
        "HM108",
        f"the estimator or the metric raises on the hold-out: {type(broken).__name__}",
        Owner.DATA_SCIENTIST,
        where=metric.id,
        found=f"error={first[0] if first else ''}",
        next="Mend the hold-out or the pipeline; both see the same rows in production.",
    )


def _fault(code: str, message: str, found: str) -> Fault:
    return Fault(
        code,
        message,
        Owner.DATA_SCIENTIST,
        found=found,
        next="Give a hold-out with the truth in its label column.",
    )
