"""Baselines that are measured on the same hold-out, so that a gain is a gain over something.

``most-frequent`` answers the hold-out's own class shares for every row, ``mean`` its mean,
``most-popular`` its most wanted ids: each is the best constant answer, and therefore the harder
one to beat than the same constant from training data. ``{rule: column}`` is judged like the
model. ``last-release`` and a given ``value`` are taken as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.metrics.functions import MetricFunction
from handover.metrics.measurements import MeasuredBaseline
from handover.metrics.predictions import PredictedValues, TrueValues, Unanswerable

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract.model.metric import Metric


def measured_baseline(
    metric: Metric,
    function: MetricFunction,
    found: PredictedValues,
    holdout: pd.DataFrame,
    last_release: Mapping[str, Any] | None,
) -> MeasuredBaseline | None:
    """Return what the metric is held against, None when the contract names nothing.

    Parameters
    ----------
    found
        Truth and the model's answers, row by row with ``holdout``.
    last_release
        The object of the last release's ``metrics.json``.
    """
    declared = metric.baseline
    if declared is None:
        return None
    if declared.value is not None:
        return MeasuredBaseline(declared.label, float(declared.value))
    if declared.name == "last-release" and declared.rule is None:
        return _of_last_release(metric.id, last_release)
    try:
        answer = (
            _rule(declared.rule, holdout, found, function)
            if declared.rule is not None
            else _constant(declared.name or "", function, found)
        )
        return MeasuredBaseline(
            declared.label, function.compute(PredictedValues(found.truth, answer))
        )
    except (Unanswerable, ValueError) as reason:
        return MeasuredBaseline(declared.label, None, str(reason).splitlines()[0])


def _of_last_release(metric: str, last_release: Mapping[str, Any] | None) -> MeasuredBaseline:
    if last_release is None:
        return MeasuredBaseline(
            "last-release", None, "no metrics.json of the last release was given"
        )
    for entry in last_release.get("metrics", []):
        if entry.get("id") == metric and entry.get("value") is not None:
            return MeasuredBaseline("last-release", float(entry["value"]))
    return MeasuredBaseline("last-release", None, f"the last release did not measure {metric}")


def _constant(name: str, function: MetricFunction, found: PredictedValues) -> npt.NDArray[Any]:
    rows, label = len(found), found.truth.label
    if name == "most-frequent" and function.needs in ("score", "probability", "label"):
        return _most_frequent(found.truth, function.needs, rows, found.answer)
    if name in ("mean", "most-frequent") and function.needs == "value":
        return np.full(rows, float(np.mean(label)) if name == "mean" else _mode(label))
    if name == "most-popular" and function.needs == "ids":
        ids = [item for item, _ in sorted(Counter(label.tolist()).items(), key=_by_count)]
        width = found.answer.shape[1]
        # Fewer items than places: an id that no query wants fills up.
        ids = (ids + [np.iinfo(np.int64).min] * width)[:width]
        return np.tile(np.array(ids, dtype=np.int64), (rows, 1))
    raise Unanswerable(f"baseline {name!r} cannot be measured for {function.name}")


def _by_count(item: tuple[Any, int]) -> tuple[int, Any]:
    return -item[1], item[0]


def _mode(label: npt.NDArray[Any]) -> Any:
    return min(Counter(label.tolist()).items(), key=_by_count)[0]


def _most_frequent(
    truth: TrueValues, needs: str, rows: int, answer: npt.NDArray[Any]
) -> npt.NDArray[Any]:
    if needs == "label":
        return np.full(rows, _mode(truth.label))
    shares = np.array([np.mean(truth.label == wanted) for wanted in truth.classes])
    return np.full(rows, shares[1]) if answer.ndim == 1 else np.tile(shares, (rows, 1))


def _rule(
    column: str, holdout: pd.DataFrame, found: PredictedValues, function: MetricFunction
) -> npt.NDArray[Any]:
    """Take a column of the hold-out for the answer of a rule."""
    cells = holdout[column]
    if cells.isna().any():
        raise Unanswerable(f"the rule column {column!r} has empty cells")
    if function.needs == "label":
        return as_classes(cells.to_numpy(), found.truth.classes)
    if function.needs in ("score", "value"):
        return cells.to_numpy(dtype=np.float64)
    if function.needs == "probability":
        second = cells.to_numpy(dtype=np.float64)
        if found.answer.shape[1] != 2 or not ((second >= 0) & (second <= 1)).all():
            raise Unanswerable(f"the rule column {column!r} does not hold probabilities")
        return np.stack([1 - second, second], axis=1)
    raise Unanswerable(f"a rule column cannot answer {function.name}")


def as_classes(values: npt.NDArray[Any], classes: tuple[object, ...]) -> npt.NDArray[Any]:
    """Spell labels as the model spells its classes: True as 1, "1" never as 1."""
    known = {wanted: wanted for wanted in classes}
    try:
        return np.array([known[_plain(value)] for value in values])
    except (KeyError, TypeError):
        odd = next(value for value in map(_plain, values) if value not in known)
        raise Unanswerable(
            f"{odd!r} is none of the model's classes {', '.join(map(repr, classes))}"
        ) from None


def _plain(value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    return int(value) if isinstance(value, float) and value.is_integer() else value
