"""Findings about null: nullable columns that the model cannot take, imputers that do not impute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handover.estimator import members_of
from handover.faults import Owner
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.values import ElementType

_WITHOUT_NULL = (ElementType.I32, ElementType.I64, ElementType.BOOL)


def _unspellable(seen: Examination) -> Iterator[Sighting]:
    for column in seen.columns:
        if column.nullable and (column.type in _WITHOUT_NULL or column.length is not None):
            shape = column.type.value + ("" if column.length is None else f"[{column.length}]")
            yield Sighting(f"$.inputs.{column.name}", f"nullable {shape}")


def _refused_by_step(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        columns = sorted({name for item in visit.inputs if item.missing for name in item.columns})
        if columns and not _takes_missing(visit.step):
            yield Sighting(visit.path, f"{visit.kind} raises on null in {', '.join(columns)}")


def _takes_missing(step: Any) -> bool:
    if members_of(step):
        return True  # the estimators inside are visited themselves
    try:
        tags = step.__sklearn_tags__().input_tags
    except AttributeError:
        return True
    # Encoders and user functions look at their input themselves; the tag speaks of check_array.
    lenient = type(step).__name__.endswith(("Encoder", "FunctionTransformer", "Vectorizer"))
    return bool(tags.allow_nan) or lenient


def _other_null(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind != "SimpleImputer":
            continue
        looks_for = visit.step.missing_values
        for stream in visit.inputs:
            if stream.type is not ElementType.STRING or not stream.missing:
                continue
            name = next(iter(stream.columns))
            has_none = seen.null_text.get(name, np.nan) is None
            if has_none != (looks_for is None):
                yield Sighting(
                    visit.path,
                    f"missing_values={looks_for!r}, but {name!r} holds "
                    f"{'None' if has_none else 'NaN'}",
                )


def _indicator(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        indicator = visit.step.indicator_ if visit.kind == "SimpleImputer" else None
        if indicator is not None and len(indicator.features_):
            yield Sighting(visit.path, "add_indicator=True")


MISSING_FINDINGS = (
    Finding(
        "HX221",
        "null-without-spelling",
        "ONNX has no null for integers, booleans and arrays",
        "a nullable integer becomes a float once a value is missing, a nullable boolean a word",
        "Declare the column required, or as number with format f32 (null is NaN there).",
        Severity.FORBIDDEN,
        _unspellable,
        Owner.CONTRACT_AUTHOR,
    ),
    Finding(
        "HX222",
        "null-refused-by-step",
        "the contract lets null through to a step on which scikit-learn raises",
        "651 of 3,193 hazard rows: scikit-learn raised and the exported model answered "
        "(NaN into logistic regression, neighbours and gradient boosting among them)",
        "Declare the column required, or put a SimpleImputer in front of the step.",
        Severity.REFUSED,
        _refused_by_step,
    ),
    Finding(
        "HX223",
        "imputer-looks-for-other-null",
        "an imputer of texts looks for another kind of missing value than the data holds",
        "scikit-learn tells None from NaN and leaves the other in place, the exported imputer "
        "knows one null: 39 of 300 rows wrong (sklearn-onnx#980)",
        "Fit the imputer with the missing_values that the frame holds (None or np.nan).",
        Severity.REFUSED,
        _other_null,
    ),
    Finding(
        "HX224",
        "indicator-lost",
        "the indicator columns of a SimpleImputer are not exported",
        "skl2onnx writes the imputed columns alone; the next step raises or reads other columns",
        "Put MissingIndicator and SimpleImputer side by side in a FeatureUnion, or fit with "
        "add_indicator=False.",
        Severity.FORBIDDEN,
        _indicator,
    ),
)
