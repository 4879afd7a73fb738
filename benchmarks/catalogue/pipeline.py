"""One pipeline of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sklearn import compose, impute, pipeline, preprocessing

from benchmarks.catalogue.rows import COLUMNS


@dataclass(frozen=True)
class Pipeline:
    """A named estimator and the data it is fitted on."""

    name: str
    make: Callable[[], Any]
    rows: str = "numeric"
    target: str = "binary"
    options: dict[str, Any] | None = None


def scaled(model: Any) -> Any:
    """The model behind a standard scaler."""
    return pipeline.make_pipeline(preprocessing.StandardScaler(), model)


def mixed(model: Any) -> Any:
    """The model behind one-hot encoded strings and scaled numbers, imputed first."""
    return pipeline.make_pipeline(
        compose.ColumnTransformer(
            [
                ("words", preprocessing.OneHotEncoder(handle_unknown="ignore"), ["city", "size"]),
                (
                    "numbers",
                    pipeline.make_pipeline(impute.SimpleImputer(), preprocessing.StandardScaler()),
                    [f"x{i}" for i in range(COLUMNS)],
                ),
            ]
        ),
        model,
    )
