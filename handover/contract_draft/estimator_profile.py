"""Profile of a fitted estimator: task, outputs a contract would name, tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handover.estimator import final_step, unwrap
from handover.faults import Fault, Owner, UsageError


@dataclass(frozen=True)
class OutputProfile:
    """One output: its role, wire type, and how near a backend must come, with the reason."""

    name: str
    role: str
    logical_type: str
    format: str | None
    tolerance: str
    reason: str
    length: int | None = None
    minimum: float | int | None = None
    maximum: float | int | None = None
    enum: tuple[str, ...] | None = None


@dataclass(frozen=True)
class EstimatorProfile:
    """Task, features (None when fitted on a matrix), their number, and the outputs."""

    kind: str
    task: str
    features: tuple[str, ...] | None
    width: int | None
    outputs: tuple[OutputProfile, ...]
    neighbours: int | None = None


_EXACT = ("{exact: true, boundary: report}", "a label may differ where its score is a tie")
_TREES = (
    "{ulp: 16}",
    "float32 sums of leaves, and exp for classes: a few ulps; a wrong branch is far larger",
)
_SMOOTH = (
    "{abs: 1e-6, rel: 1e-5}",
    "dot products in float32 move by batch and CPU; ulps would explode near zero",
)
_DISTANCES = (
    "{abs: 1e-5, rel: 1e-4}",
    "float32 distances by ||x||^2 - 2xc + ||c||^2 cancel where they are small",
)


def estimator_profile(model: Any) -> EstimatorProfile:
    """Look at a fitted scikit-learn estimator, pipeline or search.

    Raises
    ------
    UsageError
        HU406 not fitted, or nothing that can be handed over.
    """
    estimator = unwrap(model)
    _require_fitted(estimator)
    final = final_step(estimator)
    task = _task(estimator, final)
    names = getattr(estimator, "feature_names_in_", None)
    width = getattr(estimator, "n_features_in_", None)
    return EstimatorProfile(
        kind=type(final).__name__,
        task=task,
        features=None if names is None else tuple(str(name) for name in names),
        width=None if width is None else int(width),
        outputs=_outputs(estimator, final, task),
        neighbours=int(final.n_neighbors) if task == "retrieval" else None,
    )


def _require_fitted(estimator: Any) -> None:
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    try:
        check_is_fitted(estimator)
    except NotFittedError:
        raise UsageError(
            _fault(f"the {type(estimator).__name__} is not fitted", "Call fit first.")
        ) from None
    except TypeError:
        raise UsageError(
            _fault(
                f"{type(estimator).__name__} is no scikit-learn estimator",
                "Give the fitted estimator itself.",
            )
        ) from None


def _task(estimator: Any, final: Any) -> str:
    from sklearn.base import is_classifier, is_outlier_detector, is_regressor

    if is_classifier(estimator):
        return _classes_task(estimator)
    if is_regressor(estimator):
        return "regression"
    if is_outlier_detector(estimator):
        return "anomaly-detection"
    if hasattr(final, "predict"):
        return "clustering" if hasattr(final, "cluster_centers_") else _unknown(final)
    if hasattr(final, "kneighbors"):
        return "retrieval"
    return "transformation" if hasattr(final, "transform") else _unknown(final)


def _classes_task(estimator: Any) -> str:
    classes = estimator.classes_
    if isinstance(classes, list):
        raise UsageError(
            _fault("the classifier has several targets at once", "Hand over one model a target.")
        )
    return "binary-classification" if len(classes) == 2 else "multiclass-classification"


def _unknown(final: Any) -> str:
    raise UsageError(
        _fault(
            f"{type(final).__name__} gives no answer that can be handed over",
            "Give a classifier, regressor, clusterer, outlier detector, transformer or "
            "NearestNeighbors that can answer for new rows.",
        )
    )


def _outputs(estimator: Any, final: Any, task: str) -> tuple[OutputProfile, ...]:
    if task.endswith("classification"):
        return _classification(estimator, final)
    if task == "anomaly-detection":
        tolerance = _of_family(final)
        return (
            OutputProfile("score", "score", "number", "f32", *tolerance),
            OutputProfile("label", "label", "integer", "i64", *_EXACT, minimum=-1, maximum=1),
        )
    if task == "clustering":
        count = len(final.cluster_centers_)
        exact = "{exact: true}", "the nearest centre"
        cluster = OutputProfile(
            "cluster", "cluster", "integer", "i64", *exact, minimum=0, maximum=count - 1
        )
        if not hasattr(estimator, "transform"):
            return (cluster,)
        distances = OutputProfile(
            "distances", "distances", "number", "f32", *_DISTANCES, length=count, minimum=0
        )
        return cluster, distances
    if task == "retrieval":
        k = int(final.n_neighbors)
        ids = "{exact: true, ties: any}", "items at the same distance come in any order"
        return (
            OutputProfile("item_ids", "neighbours.ids", "integer", "i64", *ids, length=k),
            OutputProfile(
                "distances",
                "neighbours.distance",
                "number",
                "f32",
                *_DISTANCES,
                length=k,
                minimum=0,
            ),
        )
    width = _answer_width(final)
    name, role = ("value", "value") if task == "regression" else ("features", "transform")
    return (OutputProfile(name, role, "number", "f32", *_of_family(final), length=width),)


def _classification(estimator: Any, final: Any) -> tuple[OutputProfile, ...]:
    classes = list(estimator.classes_)
    count = len(classes)
    label = _label(classes)
    tolerance = _of_family(final)
    if hasattr(estimator, "predict_proba"):
        if count == 2:
            role = "probability[1]"
            score = OutputProfile("proba", role, "number", "f32", *tolerance, minimum=0, maximum=1)
        else:
            role = "probability"
            score = OutputProfile(
                "probas", role, "number", "f32", *tolerance, length=count, minimum=0, maximum=1
            )
        return score, label
    if hasattr(estimator, "decision_function"):
        length = None if count == 2 else count
        return OutputProfile("score", "score", "number", "f32", *tolerance, length=length), label
    return (label,)


def _label(classes: Sequence[Any]) -> OutputProfile:
    import numpy as np

    if all(isinstance(label, str) for label in classes):
        enum = tuple(str(label) for label in classes)
        return OutputProfile("label", "label", "string", None, *_EXACT, enum=enum)
    if all(isinstance(label, bool | np.bool_) for label in classes):
        return OutputProfile("label", "label", "boolean", None, *_EXACT)
    if all(not isinstance(label, str) and float(label).is_integer() for label in classes):
        ends = int(min(classes)), int(max(classes))
        return OutputProfile(
            "label", "label", "integer", "i64", *_EXACT, minimum=ends[0], maximum=ends[1]
        )
    raise UsageError(
        _fault(
            f"class labels such as {classes[0]!r} have no type on the wire",
            "Fit with labels that are all text, all whole numbers or all truth values.",
        )
    )


def _of_family(final: Any) -> tuple[str, str]:
    """Trees add leaves, everything else multiplies: they need different classes of tolerance."""
    module = type(final).__module__.split(".")
    is_tree = module[0] in ("xgboost", "lightgbm", "catboost") or module[:2] in (
        ["sklearn", "tree"],
        ["sklearn", "ensemble"],
    )
    return _TREES if is_tree else _SMOOTH


def _answer_width(final: Any) -> int | None:
    """Number of values in one answer; None for one, and where the estimator does not say."""
    for name in ("n_outputs_", "n_components_", "_n_features_out"):
        width = getattr(final, name, None)
        if isinstance(width, int) and (width > 1 or name != "n_outputs_"):
            return width
    coefficients: Any = getattr(final, "coef_", None)
    if getattr(coefficients, "ndim", 1) == 2 and hasattr(final, "predict"):
        rows = int(coefficients.shape[0])
        return rows if rows > 1 else None
    return None


def _fault(message: str, step: str) -> Fault:
    return Fault("HU406", message, Owner.DATA_SCIENTIST, next=step)
