"""Findings about LightGBM: what onnxmltools 1.16 does not read in its model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handover.estimator import Library, library_of
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.feature_flow import Visit
from handover.onnx_export.patch.lightgbm_copy import categorical_columns, header, parameters

# Objectives of which no row was wrong, as the model spells them.
_RIGHT: Mapping[str, frozenset[str]] = {
    "LGBMClassifier": frozenset({"binary", "multiclass"}),
    "LGBMRegressor": frozenset(
        {"regression", "regression_l1", "huber", "quantile", "poisson", "gamma", "tweedie"}
    ),
}


def _visits(seen: Examination) -> Iterator[Visit]:
    return (visit for visit in seen.visits if library_of(visit.step) is Library.LIGHTGBM)


def _objectives(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        spelled = header(visit.step).get("objective", "custom")
        name, *options = spelled.split()
        scaled = any(option.startswith("sigmoid:") and float(option[8:]) != 1 for option in options)
        if name not in _RIGHT[visit.kind] or "sqrt" in options or scaled:
            yield Sighting(visit.path, f"{visit.kind} with objective={spelled}")


def _forests(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if "average_output" in header(visit.step):
            yield Sighting(visit.path, "boosting_type=rf")


def _linear_trees(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if parameters(visit.step).get("linear_tree") == "1":
            yield Sighting(visit.path, "linear_tree=True")


def _zeros(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if parameters(visit.step).get("zero_as_missing") == "1":
            yield Sighting(visit.path, "zero_as_missing=True")


def _categories(seen: Examination) -> Iterator[Sighting]:
    for visit in _visits(seen):
        if visit.step.booster_.pandas_categorical:
            yield Sighting(visit.path, "columns of pandas' category type")
            continue
        places = categorical_columns(visit.step)
        whole = len(visit.inputs) == visit.step.n_features_in_ and all(
            visit.inputs[place].type.is_integer for place in places
        )
        if places and not whole:
            yield Sighting(visit.path, f"categorical features={len(places)} on floats")


LIGHTGBM_FINDINGS = (
    Finding(
        "HX261",
        "lightgbm-objective",
        "a LightGBM objective whose last step is not converted",
        "multiclassova, sigmoid other than 1 and reg_sqrt: 400 of 400 rows wrong; fair, mape, "
        "cross_entropy and objectives of one's own raise in the converter",
        "Fit with objective binary or multiclass, or regression, regression_l1, huber, quantile, "
        "poisson, gamma or tweedie.",
        Severity.REFUSED,
        _objectives,
    ),
    Finding(
        "HX262",
        "lightgbm-forest",
        "LightGBM's random forest is divided by 100 whatever its number of trees",
        "boosting_type='rf' of 8 trees: 400 of 400 rows and 276 labels wrong",
        "Fit with boosting_type gbdt, dart or goss, or scikit-learn's forest.",
        Severity.REFUSED,
        _forests,
    ),
    Finding(
        "HX263",
        "lightgbm-linear-tree",
        "the linear models in the leaves of LightGBM's trees are not converted",
        "linear_tree=True: 399 of 400 rows wrong",
        "Fit with linear_tree=False.",
        Severity.REFUSED,
        _linear_trees,
    ),
    Finding(
        "HX264",
        "lightgbm-zero-as-missing",
        "LightGBM sends zeros where it sends missing values, the exported model does not",
        "zero_as_missing=True: 153 of 400 rows wrong",
        "Fit with zero_as_missing=False, and let null be NaN.",
        Severity.REFUSED,
        _zeros,
    ),
    Finding(
        "HX265",
        "lightgbm-categories",
        "LightGBM's own categories are not what a backend sends",
        "a category is cut to an integer, the exported tree compares floats: 33 of 100 rows with "
        "a fraction wrong; a pandas category is its place in the training frame, which no wire "
        "row knows",
        "Declare the column as an integer (format i64) and fit on whole numbers, or encode it.",
        Severity.REFUSED,
        _categories,
    ),
)
