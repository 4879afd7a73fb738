"""Booster library of an estimator, by its class alone: nothing is imported."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any


class Library(Enum):
    """A library of boosted trees; the value is its package and the name of the extra."""

    XGBOOST = "xgboost"
    LIGHTGBM = "lightgbm"
    CATBOOST = "catboost"


# The classes that are converted. Rankers are not: a row's rank depends on the rows beside it.
CONVERTED: Mapping[Library, tuple[str, ...]] = {
    Library.XGBOOST: ("XGBClassifier", "XGBRegressor", "XGBRFClassifier", "XGBRFRegressor"),
    Library.LIGHTGBM: ("LGBMClassifier", "LGBMRegressor"),
    Library.CATBOOST: ("CatBoostClassifier", "CatBoostRegressor"),
}


def library_of(step: Any) -> Library | None:
    """Return the library whose estimator ``step`` is, None for anything else."""
    package = type(step).__module__.partition(".")[0]
    for library, names in CONVERTED.items():
        if package == library.value and type(step).__name__ in names:
            return library
    return None


_TREES = (
    "DecisionTree",
    "ExtraTree",
    "RandomForest",
    "GradientBoosting",
    "HistGradientBoosting",
    "IsolationForest",
)


def is_tree(step: Any) -> bool:
    """Tell whether the step compares features with thresholds: a tree or an ensemble of trees."""
    return type(step).__name__.startswith(_TREES) or library_of(step) is not None
