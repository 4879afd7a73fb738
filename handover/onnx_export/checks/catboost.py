"""Findings about CatBoost: what its own ONNX exporter leaves out or refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from handover.estimator import Library, library_of
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.feature_flow import Visit

# Loss functions of which no row was wrong.
_RIGHT: Mapping[str, frozenset[str]] = {
    "CatBoostClassifier": frozenset({"Logloss", "CrossEntropy", "MultiClass"}),
    "CatBoostRegressor": frozenset(
        {"RMSE", "MAE", "Quantile", "Huber", "LogCosh", "MAPE", "Expectile", "Lq"}
    ),
}
# Their files hold no graph that a runtime loads.
_SEVERAL = ("MultiRMSE", "MultiRMSEWithMissingValues", "RMSEWithUncertainty", "MultiQuantile")


def _visits(seen: Examination) -> Iterator[Visit]:
    return (visit for visit in seen.visits if library_of(visit.step) is Library.CATBOOST)


def _loss(visit: Visit) -> str:
    return str(visit.step.get_all_params().get("loss_function", "")).partition(":")[0]


def _losses(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if _loss(visit) not in (*_RIGHT[visit.kind], *_SEVERAL):
            yield Sighting(visit.path, f"{visit.kind} with loss_function={_loss(visit)}")


def _targets(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if _loss(visit) in _SEVERAL:
            yield Sighting(visit.path, f"{visit.kind} with loss_function={_loss(visit)}")


def _features(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        kinds = {
            "categorical": visit.step.get_cat_feature_indices(),
            "text": visit.step.get_text_feature_indices(),
            "embedding": visit.step.get_embedding_feature_indices(),
        }
        for kind, places in kinds.items():
            if places:
                yield Sighting(visit.path, f"{kind} features={len(places)}")


def _shapes(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        policy = visit.step.get_all_params().get("grow_policy", "SymmetricTree")
        if policy != "SymmetricTree":
            yield Sighting(visit.path, f"grow_policy={policy}")


def _labels(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        found = np.asarray(visit.step.classes_)
        if len(found) and (found.dtype.kind == "b" or set(found.tolist()) <= {"True", "False"}):
            yield Sighting(visit.path, f"classes={', '.join(map(str, found))}")


CATBOOST_FINDINGS = (
    Finding(
        "HX271",
        "catboost-loss",
        "a CatBoost loss function whose last step is not exported",
        "Poisson and Tweedie without their exponential, MultiClassOneVsAll with a softmax: 400 of "
        "400 rows wrong each; others are not known to be right",
        "Fit with Logloss, CrossEntropy or MultiClass, or RMSE, MAE, Quantile, Huber, LogCosh, "
        "MAPE, Expectile or Lq.",
        Severity.REFUSED,
        _losses,
    ),
    Finding(
        "HX272",
        "catboost-targets",
        "a CatBoost regression with several answers is exported as a file that does not load",
        "MultiRMSE and RMSEWithUncertainty are written as a classifier without classes, which "
        "ONNX Runtime refuses (catboost#1940)",
        "Hand over one model a target.",
        Severity.FORBIDDEN,
        _targets,
    ),
    Finding(
        "HX273",
        "catboost-features",
        "CatBoost does not export categorical, text or embedding features to ONNX",
        "its exporter raises: ONNX-ML format exports only models with numerical features "
        "(catboost#863)",
        "Fit on numbers, behind a OneHotEncoder or an OrdinalEncoder.",
        Severity.FORBIDDEN,
        _features,
    ),
    Finding(
        "HX274",
        "catboost-trees",
        "CatBoost exports symmetric trees only",
        "its exporter raises: Can save non symmetric trees only in cbm, Json, or Pmml format",
        "Fit with grow_policy='SymmetricTree'.",
        Severity.FORBIDDEN,
        _shapes,
    ),
    Finding(
        "HX275",
        "catboost-boolean-labels",
        "CatBoost does not export boolean class labels",
        "its exporter raises: Unexpected label type",
        "Fit with the labels as integers (y.astype(int)).",
        Severity.FORBIDDEN,
        _labels,
    ),
)
