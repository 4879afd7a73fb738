"""Conversion propensity: visit features in, a fitted pipeline out.

Gradient boosting on numbers that are imputed but not scaled: a float32 scaler before trees
moves rows across thresholds, and trees that route a missing value themselves do not survive
the export. The same preparation serves the other estimators that are tried on real data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

from trasos.visit_features import CATEGORICAL, TARGET

MEASURED = ("basket_eur", "mean_price_eur", "dwell_s")
COUNTED = ("visits_30d", "item_views")
NEVER_BOUGHT_DAYS = 90.0
COLUMNS = (*COUNTED, *MEASURED, "days_since_purchase", *CATEGORICAL)
#: The last three tenths of the visits in time are held out.
_TRAINED_SHARE = 0.7


@dataclass(frozen=True)
class Split:
    """Visits before and after a point in time: to fit on, and to judge by."""

    training: pd.DataFrame
    holdout: pd.DataFrame


def split_by_time(visits: pd.DataFrame) -> Split:
    """Split visits that are in order of time; the hold-out gets the column ``basket_rule``.

    ``basket_rule`` is what the shop did before: the fuller the basket, the likelier the purchase
    (0 to 1). It is the baseline that the contract names.
    """
    cut = int(len(visits) * _TRAINED_SHARE)
    training, holdout = visits[:cut], visits[cut:].reset_index(drop=True)
    rule = holdout["basket_eur"].fillna(0.0).clip(upper=200.0) / 200.0
    return Split(training, holdout.assign(basket_rule=rule.astype(float)))


def fit_conversion(training: pd.DataFrame, *, seed: int) -> Pipeline:
    """Fit the model that is handed over."""
    pipeline = Pipeline(
        [
            ("features", preparation()),
            (
                "model",
                GradientBoostingClassifier(n_estimators=60, max_depth=3, random_state=seed),
            ),
        ]
    )
    return fit(pipeline, training, target=TARGET)


def fit(pipeline: Pipeline, training: pd.DataFrame, *, target: str) -> Pipeline:
    """Fit on every column of ``training`` but the target; the labels are int64."""
    inputs = [name for name in COLUMNS if name in training.columns]
    return pipeline.fit(training[inputs], training[target].to_numpy("int64"))


def preparation() -> BaseEstimator:
    """Impute the numbers, one-hot the categories; a category not seen in training is all zeros."""
    return ColumnTransformer(
        [
            ("counted", "passthrough", list(COUNTED)),
            ("measured", SimpleImputer(strategy="mean"), list(MEASURED)),
            (
                "since",
                SimpleImputer(strategy="constant", fill_value=NEVER_BOUGHT_DAYS),
                ["days_since_purchase"],
            ),
            ("categories", one_hot(), list(CATEGORICAL)),
        ]
    )


def one_hot() -> OneHotEncoder:
    """Dense, so that it may stand before any model."""
    return OneHotEncoder(handle_unknown="ignore", sparse_output=False)


def categories_of(pipeline: Pipeline) -> list[Sequence[str]]:
    """Return the known categories of each column of `CATEGORICAL`, in order."""
    encoder: OneHotEncoder = pipeline["features"].named_transformers_["categories"]
    return [[str(name) for name in known] for known in encoder.categories_]
