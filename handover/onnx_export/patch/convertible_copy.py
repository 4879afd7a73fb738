"""A copy of the estimator that converts, made from one that would not or would convert wrongly.

Every edit leaves the estimator's answers on the wire row as they are; the original is untouched.
What a copy cannot mend is refused by `handover.onnx_export.checks`.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from handover.estimator import (
    Library,
    every_step,
    final_step,
    is_chain,
    is_chooser,
    is_tree,
    library_of,
    replace_members,
    unwrap,
)
from handover.onnx_export.boosters import mend_lightgbm, mend_xgboost
from handover.onnx_export.patch.float32_floor import floor_float32

SCALERS = ("StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler")


def conversion_copy(estimator: Any, *, string_missing: str, neighbours: int | None) -> Any:
    """Return a deep copy with the edits that skl2onnx 1.20 needs.

    Parameters
    ----------
    string_missing
        What a null text is on the wire: the copy's encoders and imputers know it by that word.
    neighbours
        How many neighbours the contract asks for, None for other models.
    """
    model = copy.deepcopy(unwrap(estimator))
    steps = list(every_step(model))
    for step in steps:
        _mend(step, string_missing)
    if any(is_tree(step) for step in steps):
        _scale_in_double(steps)
    last = final_step(model)
    if neighbours is not None:
        last.n_neighbors = neighbours
        # skl2onnx refuses an estimator that has both; kneighbors never reads the radius.
        last.radius = None
    return model


def _mend(step: Any, string_missing: str) -> None:
    kind = type(step).__name__
    library = library_of(step)
    if library is Library.XGBOOST:
        mend_xgboost(step)
    elif library is Library.LIGHTGBM:
        mend_lightgbm(step)
    elif kind == "OneHotEncoder":
        _mend_one_hot(step, string_missing)
    elif kind == "OrdinalEncoder":
        step.dtype = np.float32
        step.categories_ = [_ordinal_keys(found, string_missing) for found in step.categories_]
    elif kind == "KBinsDiscretizer":
        _mend_bins(step)
    elif kind == "SimpleImputer":
        _mend_imputer(step, string_missing)
    elif kind.startswith("HistGradientBoosting"):
        _floor_thresholds(step)
    elif kind == "VotingClassifier":
        # skl2onnx demands it; only transform reads it, which is not what is handed over.
        step.flatten_transform = False
    elif kind == "ColumnTransformer":
        replace_members(step, _plain_passthrough)


def _plain_passthrough(member: Any) -> Any:
    """Give back the word that scikit-learn replaced by an identity FunctionTransformer in fit."""
    identity = type(member).__name__ == "FunctionTransformer" and member.func is None
    return "passthrough" if identity else member


def _mend_one_hot(step: Any, string_missing: str) -> None:
    # An integer dtype makes skl2onnx's Concat truncate the floats beside the codes to integers.
    step.dtype = np.float32
    step.categories_ = [_plain_categories(found, string_missing) for found in step.categories_]
    infrequent = getattr(step, "_infrequent_enabled", False)
    if step.handle_unknown in ("infrequent_if_exist", "warn") and not infrequent:
        step.handle_unknown = "ignore"


def _plain_categories(categories: Any, string_missing: str) -> Any:
    if categories.dtype == np.bool_:
        return categories.astype(np.int64)
    if categories.dtype != object:
        return categories
    spelled = [string_missing if _is_missing(word) else word for word in categories]
    if all(isinstance(word, bool | np.bool_) for word in spelled):
        return np.array(spelled, dtype=np.int64)
    return np.array(spelled, dtype=object)


class _MissingWord(float):
    """NaN to scikit-learn and skl2onnx, the wire's word for a null text when spelled."""

    word = ""

    def __str__(self) -> str:
        return self.word


def _ordinal_keys(categories: Any, string_missing: str) -> Any:
    """Keep the missing category last and NaN: by that skl2onnx finds its `encoded_missing_value`.

    Left alone it would become the key "nan", which no wire row ever holds.
    """
    if categories.dtype != object or not any(_is_missing(word) for word in categories):
        return _plain_categories(categories, string_missing)
    missing = _MissingWord("nan")
    missing.word = string_missing
    words = [word for word in categories if not _is_missing(word)]
    array = np.empty(len(words) + 1, dtype=object)
    array[:] = [*words, missing]
    return array


def _is_missing(word: object) -> bool:
    return word is None or (isinstance(word, float) and word != word)


def _mend_imputer(step: Any, string_missing: str) -> None:
    texts = any(isinstance(value, str) for value in step.statistics_)
    if texts and _is_missing(step.missing_values):
        step.missing_values = string_missing
    elif not texts:
        # strategy="constant" leaves objects, which skl2onnx takes for texts.
        step.statistics_ = step.statistics_.astype(np.float64)
        step.missing_values = np.nan if step.missing_values is None else step.missing_values


def _mend_bins(step: Any) -> None:
    """Round every bin edge *up* to float32: edge <= x and ceil32(edge) <= x agree for a float32 x.

    skl2onnx rounds to nearest: 8 of 81 rows at the edges fell into the neighbouring bin.
    """
    edges = np.empty(len(step.bin_edges_), dtype=object)
    edges[:] = [-floor_float32(-found) for found in step.bin_edges_]
    step.bin_edges_ = edges
    if step.encode == "onehot":
        step.encode = "onehot-dense"


def _floor_thresholds(step: Any) -> None:
    """Round every threshold *down* to float32: x <= t and x <= floor32(t) agree for a float32 x.

    skl2onnx 1.20 rounds to nearest, which moves 7-14 % of boundary rows to the other branch
    (sklearn-onnx#1192, mended after 1.20).
    """
    for predictors in step._predictors:
        for predictor in predictors:
            nodes = predictor.nodes.copy()
            nodes["num_threshold"] = floor_float32(nodes["num_threshold"])
            predictor.nodes = nodes


def _scale_in_double(steps: list[Any]) -> None:
    """Put each scaler between two casts, so that trees see what scikit-learn's scaler gives."""
    from skl2onnx.sklapi import CastTransformer
    from sklearn.pipeline import Pipeline

    def widened(member: Any) -> Any:
        if type(member).__name__ not in SCALERS:
            return member
        widen = CastTransformer(dtype=np.float64)
        narrow = CastTransformer(dtype=np.float32)
        return Pipeline([("widen", widen), ("scale", member), ("narrow", narrow)])

    for step in steps:
        if is_chooser(step) or is_chain(step):
            replace_members(step, widened)
