"""Findings about categories: what an exported encoder answers for words it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.feature_flow import Visit
from handover.values import ElementType

_ENCODERS = ("OneHotEncoder", "OrdinalEncoder", "TargetEncoder")


def _encoded(seen: Examination, *kinds: str) -> Iterator[tuple[Visit, str, Any]]:
    """Yield encoder, contract column and its categories, where the column reaches it as it is."""
    for visit in seen.visits:
        if visit.kind not in kinds or len(visit.inputs) != len(visit.step.categories_):
            continue
        for stream, categories in zip(visit.inputs, visit.step.categories_, strict=True):
            if len(stream.columns) == 1 and not stream.coded:
                yield visit, next(iter(stream.columns)), categories


def _is_missing(word: Any) -> bool:
    return word is None or (isinstance(word, float) and bool(np.isnan(word)))


def _can_be_unknown(seen: Examination, column: str, categories: Any) -> bool:
    """Tell whether the input rules let a value through that the encoder never saw."""
    allowed = seen.rules[column].enum
    known = {word for word in categories.tolist() if not _is_missing(word)}
    if seen.column(column).type is ElementType.BOOL:
        return not {True, False} <= known
    unknown_null = seen.column(column).nullable and not any(map(_is_missing, categories.tolist()))
    return allowed is None or unknown_null or not set(allowed) <= known


def _infrequent(seen: Examination) -> Iterator[Sighting]:
    for visit, column, categories in _encoded(seen, "OneHotEncoder"):
        if not getattr(visit.step, "_infrequent_enabled", False):
            continue
        if _can_be_unknown(seen, column, categories):
            yield Sighting(visit.path, f"grouped rare words and an open column {column!r}")
        elif len(visit.inputs) == 1:
            # skl2onnx: "Infrequent categories are not implemented" for an encoder of one column.
            yield Sighting(visit.path, f"grouped rare words of the single column {column!r}")


def _ordinal_error(seen: Examination) -> Iterator[Sighting]:
    for visit, column, categories in _encoded(seen, "OrdinalEncoder"):
        if visit.step.handle_unknown == "error" and _can_be_unknown(seen, column, categories):
            yield Sighting(visit.path, f"handle_unknown='error' and an open column {column!r}")


def _fractions(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind not in _ENCODERS:
            continue
        for stream in visit.inputs:
            if stream.type.is_float and not stream.coded:
                columns = ", ".join(sorted(stream.columns))
                yield Sighting(visit.path, f"{visit.kind} on {stream.type.value} {columns}")


def _missing_code(seen: Examination) -> Iterator[Sighting]:
    for visit, column, categories in _encoded(seen, "OrdinalEncoder"):
        coded = visit.step.encoded_missing_value
        as_nan = isinstance(coded, float) and bool(np.isnan(coded))
        knows_null = any(map(_is_missing, categories.tolist()))
        if as_nan and knows_null and seen.column(column).nullable:
            yield Sighting(visit.path, f"null of {column!r} is coded as NaN")


def _missing_word(seen: Examination) -> Iterator[Sighting]:
    for visit, column, categories in _encoded(seen, *_ENCODERS):
        declared = seen.column(column)
        if declared.type is not ElementType.STRING or not declared.nullable:
            continue
        if seen.string_missing in categories.tolist():
            yield Sighting(visit.path, f"{seen.string_missing!r} is a category of {column!r}")


ENCODER_FINDINGS = (
    Finding(
        "HX211",
        "rare-words-and-unknown",
        "one-hot encoding that groups rare words meets words it never saw",
        "the exported encoder raises on unknown, empty and null words where scikit-learn "
        "answers (sklearn-onnx#1026)",
        "List the known words as the column's enum, or use handle_unknown='ignore' without "
        "min_frequency and max_categories.",
        Severity.REFUSED,
        _infrequent,
    ),
    Finding(
        "HX212",
        "ordinal-unknown",
        "an OrdinalEncoder that refuses unknown words is exported as one that answers",
        "scikit-learn raises, the exported encoder silently gives -1",
        "List the known words as the column's enum, or fit with "
        "handle_unknown='use_encoded_value', unknown_value=-1.",
        Severity.REFUSED,
        _ordinal_error,
    ),
    Finding(
        "HX213",
        "encoder-on-floats",
        "an encoder looks up floating-point numbers",
        "the exported one-hot encoder cuts fractions off: 2.5 matched category 2 in 600 of 600 "
        "rows; float32 keys do not equal float64 categories such as 0.1",
        "Declare the column as an integer (format i64) or a string.",
        Severity.REFUSED,
        _fractions,
    ),
    Finding(
        "HX214",
        "missing-code",
        "an OrdinalEncoder codes null as NaN, which is exported as a category number",
        "24 of 300 rows wrong, every row with a null",
        "Fit with encoded_missing_value=-1, or impute the column first.",
        Severity.REFUSED,
        _missing_code,
    ),
    Finding(
        "HX215",
        "missing-word-is-a-category",
        "the word that stands for null on the wire is one of the categories",
        "null and that word cannot be told apart by the exported model",
        "Set model.artifact.stringMissing to a word that is no category.",
        Severity.FORBIDDEN,
        _missing_word,
    ),
)
