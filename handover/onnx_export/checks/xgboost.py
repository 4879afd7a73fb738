"""Findings about XGBoost: what onnxmltools 1.16 leaves out, and what only XGBoost calls missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import numpy as np

from handover.estimator import Library, library_of
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.feature_flow import Visit
from handover.onnx_export.patch.xgboost_copy import class_count, configuration, objective_of

# Objectives of which no row was wrong, by the kind of the estimator.
_RIGHT: Mapping[str, frozenset[str]] = {
    "Classifier": frozenset(
        {"binary:logistic", "binary:hinge", "reg:logistic", "multi:softprob", "multi:softmax"}
    ),
    "Regressor": frozenset(
        {"reg:squarederror", "reg:squaredlogerror", "reg:pseudohubererror", "reg:absoluteerror"}
        | {"reg:quantileerror", "reg:gamma", "reg:tweedie", "count:poisson", "binary:logitraw"}
    ),
}


def _visits(seen: Examination) -> Iterator[Visit]:
    return (visit for visit in seen.visits if library_of(visit.step) is Library.XGBOOST)


def _trees(seen: Examination) -> Iterator[Visit]:
    """Yield those that hold trees alone."""
    return (visit for visit in _visits(seen) if _booster(visit) == "gbtree")


def _booster(visit: Visit) -> str:
    return str(configuration(visit.step)["gradient_booster"]["name"])


def _boosters(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if _booster(visit) != "gbtree":
            yield Sighting(visit.path, f"booster={_booster(visit)}")


def _objectives(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        kind = "Classifier" if visit.kind.endswith("Classifier") else "Regressor"
        objective = objective_of(visit.step)
        if objective not in _RIGHT[kind]:
            yield Sighting(visit.path, f"{visit.kind} with objective={objective}")


def _categories(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        kinds = visit.step.get_booster().feature_types or []
        if "c" in kinds:
            yield Sighting(visit.path, f"categorical features={kinds.count('c')}")


def _targets(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        count = int(configuration(visit.step)["learner_model_param"]["num_target"])
        if count > 1:
            yield Sighting(visit.path, f"targets={count}")


def _parallel(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        model = configuration(visit.step)["gradient_booster"]["gbtree_model_param"]
        side_by_side = int(model.get("num_parallel_tree", 1))
        if side_by_side > 1 and class_count(visit.step) > 1:
            yield Sighting(visit.path, f"{side_by_side} trees a round and class")


def _sparse(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if any(item.sparse for item in visit.inputs):
            yield Sighting(visit.path, f"{visit.kind} behind a sparse matrix")


def _missing(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if visit.step.missing is not None and not np.isnan(visit.step.missing):
            yield Sighting(visit.path, f"missing={visit.step.missing}")


def _empty_first_tree(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        if not visit.kind.endswith("Classifier") or class_count(visit.step):
            continue
        trees = visit.step.get_booster().get_dump(dump_format="json")
        if trees and json.loads(trees[0]).get("leaf") == 0:
            yield Sighting(visit.path, "the first tree is one leaf of 0")


XGBOOST_FINDINGS = (
    Finding(
        "HX251",
        "xgboost-objective",
        "an XGBoost objective whose last step is not converted",
        "XGBRegressor with reg:logistic, binary:logistic or binary:hinge: the sigmoid or step is "
        "missing, 400 of 400 rows wrong; survival:cox 396 of 400 (onnxmltools#646); others are "
        "not known to be right",
        "Fit an XGBClassifier for probabilities, or a regressor with reg:squarederror, "
        "reg:absoluteerror, reg:quantileerror, reg:gamma, reg:tweedie or count:poisson.",
        Severity.REFUSED,
        _objectives,
    ),
    Finding(
        "HX252",
        "xgboost-booster",
        "an XGBoost booster of another kind than gbtree is not converted",
        "dart and gblinear raise KeyError: 'gbtree_model_param' in the converter (onnxmltools#726)",
        "Fit with booster='gbtree'; for a linear model use scikit-learn's.",
        Severity.FORBIDDEN,
        _boosters,
    ),
    Finding(
        "HX253",
        "xgboost-categories",
        "XGBoost's own categories are not what a backend sends",
        "a category is compared as a whole number cut to an integer, the exported tree compares "
        "floats: 69 of 100 and 31 of 100 rows with a fraction wrong; a pandas category is its "
        "place in the training frame, which no wire row knows",
        "Fit without enable_categorical, behind a OneHotEncoder(sparse_output=False) or an "
        "OrdinalEncoder.",
        Severity.REFUSED,
        _categories,
    ),
    Finding(
        "HX254",
        "xgboost-targets",
        "an XGBoost model with several targets or quantiles is converted as if it had one",
        "every tree adds to the first target: 400 of 400 rows wrong with two targets, and with "
        "two quantiles",
        "Hand over one model a target.",
        Severity.FORBIDDEN,
        _targets,
    ),
    Finding(
        "HX255",
        "xgboost-forest-of-classes",
        "trees grown side by side for several classes are given to the wrong class",
        "num_parallel_tree above 1 (XGBRFClassifier) with three classes: 400 of 400 rows and 152 "
        "labels wrong; two classes are right",
        "Fit with num_parallel_tree=1.",
        Severity.REFUSED,
        _parallel,
    ),
    Finding(
        "HX256",
        "sparse-to-xgboost",
        "XGBoost takes the zeros of a sparse matrix for missing values",
        "the exported model sees zeros: 295 of 400 rows of one-hot codes wrong, 125 of 400 of "
        "mixed numbers",
        "Fit behind dense steps: OneHotEncoder(sparse_output=False), "
        "ColumnTransformer(sparse_threshold=0).",
        Severity.REFUSED,
        _sparse,
    ),
    Finding(
        "HX257",
        "xgboost-missing",
        "XGBoost calls another value than NaN missing",
        "the converter raises: Cannot convert a XGBoost model where missing values are not nan",
        "Fit with missing=np.nan, and let null be NaN.",
        Severity.FORBIDDEN,
        _missing,
    ),
    Finding(
        "HX258",
        "xgboost-empty-first-tree",
        "a binary XGBoost model begins with a tree that is one leaf of 0",
        "the converter then takes base_score for a log-odds: 400 of 400 rows wrong",
        "Fit with less regularisation (gamma, min_child_weight), so that the first tree splits.",
        Severity.REFUSED,
        _empty_first_tree,
    ),
)
