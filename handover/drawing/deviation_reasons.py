"""Likely reasons for a wrong conversion, by the estimator's parts and the failing rows.

Each sentence rests on a measurement (the project's fidelity notes, section 2); none is a proof,
so reports say "most likely".
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from handover.estimator import every_step

_SCALERS = ("StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler")
_BINS = ("KBinsDiscretizer", "QuantileTransformer", "SplineTransformer")
_TEXT = ("CountVectorizer", "TfidfVectorizer", "HashingVectorizer")


def likely_reason(estimator: Any, flags: Collection[str]) -> tuple[str, str]:
    """Return the most likely reason and the edit that mends it.

    Parameters
    ----------
    flags
        Flags of the vectors that differ.
    """
    steps = {type(step).__name__ for step in every_step(estimator)}
    histogram = any(name.startswith("HistGradientBoosting") for name in steps)
    trees = histogram or any("Tree" in n or "Forest" in n or "Boosting" in n for n in steps)
    if trees and not histogram and "missing" in flags:
        return (
            "most likely null reaches its trees, whose direction for missing values the "
            "converter loses",
            "Put a SimpleImputer before the trees, or declare the columns required: true.",
        )
    if trees and steps & set(_SCALERS):
        return (
            "most likely the scaler before its trees is computed in float32 by ONNX and in "
            "float64 by scikit-learn",
            "Leave the scaler out: trees do not need it.",
        )
    if steps & set(_BINS):
        return (
            "most likely bin or quantile edges fall on data values and are rounded to float32",
            "Move the binning into the feature step, or train on float32 data.",
        )
    if histogram:
        return (
            "most likely its float64 thresholds were rounded to float32",
            "Train on float32 data, or hand over GradientBoosting or RandomForest instead.",
        )
    if any(getattr(step, "analyzer", None) == "char" for step in every_step(estimator)):
        return (
            "most likely scikit-learn makes one space of a run of white space before it cuts "
            "characters, and ONNX does not",
            "Let the feature step send single spaces, and accept it with that as the reason.",
        )
    if steps & set(_TEXT):
        return (
            "most likely ONNX splits the text into other words",
            "Move the text step out of the model and into the feature step.",
        )
    if "category" in flags and any("Encoder" in name for name in steps):
        return (
            "most likely its encoder treats unknown categories otherwise in ONNX",
            "Declare the column's enum in the contract, so that unknown values are refused.",
        )
    if "tie" in flags:
        return (
            "most likely two answers are equally good and ONNX names the other",
            "Declare ties: any for the ids, or boundary: report for the label.",
        )
    return (
        "which of its steps does so is not known",
        "Hand over a model with fewer steps to find the one, and replace it.",
    )
