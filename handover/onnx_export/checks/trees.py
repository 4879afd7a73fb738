"""Findings about trees: what makes an exported tree take another branch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handover.estimator import Library, is_tree, library_of
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.feature_flow import Visit
from handover.values import ElementType


def _trees(seen: Examination) -> Iterator[Visit]:
    return (visit for visit in seen.visits if is_tree(visit.step))


def _is_histogram(visit: Visit) -> bool:
    return visit.kind.startswith("HistGradientBoosting")


def _names(columns: frozenset[str]) -> str:
    return ", ".join(sorted(columns))


def _missing(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        # Boosters' directions are exported; GradientBoosting itself raises on null (HX222).
        boosted = _is_histogram(visit) or library_of(visit.step) is not None
        if boosted or visit.kind.startswith("GradientBoosting"):
            continue
        columns = frozenset().union(*(item.columns for item in visit.inputs if item.missing))
        if columns:
            yield Sighting(visit.path, f"{visit.kind} reached by null in {_names(columns)}")


def _histogram_categories(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        if _is_histogram(visit) and getattr(visit.step, "is_categorical_", None) is not None:
            count = int(np.sum(visit.step.is_categorical_))
            yield Sighting(visit.path, f"{visit.kind} with categorical_features={count}")


def _doubles(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        wide = [item for item in visit.inputs if item.type is ElementType.F64]
        columns = frozenset().union(*(item.columns for item in wide))
        if columns:
            yield Sighting(visit.path, f"{visit.kind} on f64 {_names(columns)}")


def _arithmetic(seen: Examination) -> Iterator[Sighting]:
    for visit in _trees(seen):
        steps = sorted({item.arithmetic for item in visit.inputs if item.arithmetic})
        if steps:
            yield Sighting(visit.path, f"{', '.join(steps)} before {visit.kind}")


def _even_forests(seen: Examination) -> Iterator[Sighting]:
    if "label" not in seen.roles.values():
        return
    for visit in _trees(seen):
        votes = visit.kind in ("RandomForestClassifier", "ExtraTreesClassifier")
        if votes and len(visit.step) % 2 == 0 and len(visit.step.classes_) == 2:
            yield Sighting(visit.path, f"n_estimators={len(visit.step)}")


def _finer_thresholds(seen: Examination) -> Iterator[Sighting]:
    if seen.sample is None:
        return
    for visit in _trees(seen):
        if not (_is_histogram(visit) or library_of(visit.step) is Library.LIGHTGBM):
            continue
        columns = {
            name
            for item in visit.inputs
            if item.type is ElementType.F32 and not item.coded
            for name in item.columns
        }
        finer = sorted(name for name in columns if _is_finer(seen, name))
        if finer:
            yield Sighting(visit.path, f"{visit.kind} on float64 values of {', '.join(finer)}")


def _is_finer(seen: Examination, name: str) -> bool:
    """Tell whether the sample holds numbers that float32 does not."""
    cells = None if seen.sample is None else seen.sample[name]
    if cells is None or cells.dtype.kind != "f":
        return False
    values = cells.to_numpy(dtype=np.float64)
    values = values[np.isfinite(values)]
    with np.errstate(over="ignore"):
        return bool(np.any(values.astype(np.float32) != values))


TREE_FINDINGS = (
    Finding(
        "HX201",
        "missing-in-trees",
        "a null can reach a tree whose direction for missing values is not exported",
        "skl2onnx does not write missing_go_to_left, NaN always goes right: with 5 % NaN in "
        "training 22-100 % of rows with a null are wrong, up to the whole probability "
        "(sklearn-onnx#1253)",
        "Put a SimpleImputer in front of the trees, declare the column required, or train a "
        "HistGradientBoosting model, whose missing values are exported.",
        Severity.REFUSED,
        _missing,
    ),
    Finding(
        "HX202",
        "histogram-categories",
        "HistGradientBoosting with categorical_features is converted as if they were numbers",
        "converts without a warning; 100 % of rows and 49 % of labels wrong (sklearn-onnx#1051)",
        "Fit with categorical_features=None behind a OneHotEncoder or OrdinalEncoder.",
        Severity.REFUSED,
        _histogram_categories,
    ),
    Finding(
        "HX203",
        "double-to-tree",
        "a tree is fed from f64 columns, but its thresholds are float32",
        "the exported thresholds are float32: 13 % of ordinary rows took another branch where "
        "f64 values were compared with them (sklearn-onnx#826)",
        "Declare the columns as f32 (scikit-learn's own trees compare in float32 too).",
        Severity.REFUSED,
        _doubles,
    ),
    Finding(
        "HX204",
        "arithmetic-before-tree",
        "a tree compares numbers that another step computed in floating point",
        "one float32 ulp from (x-mean)*(1/scale) flips a branch: scaler before a forest 10 % of "
        "quantised rows wrong on the wire and 9-13 % against the source, before histogram "
        "boosting 1.7 % and 11 % of boundary rows (onnxruntime#4130)",
        "Drop the step: trees do not need scaled inputs. Accepted, scalers are exported in "
        "double (float32 forests then agree on every wire row; 8.5 % of source rows do not).",
        Severity.REFUSED,
        _arithmetic,
    ),
    Finding(
        "HX205",
        "even-forest",
        "a forest with an even number of trees can tie at exactly 0.5",
        "51 of 3,000 rows tied: scikit-learn answers the first class, ONNX Runtime the second "
        "(0.50000018); the label's margin is 0 there",
        "Train an odd number of trees, or let the label differ within its margin "
        "(boundary: report).",
        Severity.NOTED,
        _even_forests,
    ),
    Finding(
        "HX206",
        "finer-thresholds",
        "boosting splits between float64 values that float32 does not tell apart",
        "thresholds of histogram boosting and LightGBM are float64 and half of them lie on values "
        "of quantised data: 269 of 3,083 hold-out rows of a real shop answer otherwise once "
        "rounded to f32, as 7-14 % of boundary rows do elsewhere (sklearn-onnx#1192)",
        "Fit on the columns as float32 (frame.astype('float32')), which is what production sees.",
        Severity.NOTED,
        _finer_thresholds,
    ),
)
