"""The rows that pipelines are fitted on, by kind, and what is to be predicted of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

COLUMNS = 6
FITTED_ROWS = 400
WORDS = [
    "dress",
    "shirt",
    "blue",
    "red",
    "cotton",
    "silk",
    "summer",
    "winter",
    "sale",
    "new",
    "long",
    "short",
    "v-neck",
]
CITIES = ("Milano", "Roma", "Torino", "Napoli")
SIZES = ("xs", "s", "m", "l", "xl")


def numeric(count: int, seed: int) -> np.ndarray:
    """Rows of float32 numbers, some of them on a coarse grid so that ties occur."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(count, COLUMNS)).astype(np.float32)
    values[:, 1] = np.round(values[:, 1] * 4) / 4
    values[:, 2] = random.integers(0, 6, count)
    return values


def positive(count: int, seed: int) -> np.ndarray:
    """Counts, for models that refuse negative numbers."""
    return np.abs(np.round(numeric(count, seed) * 3)).astype(np.float32)


def missing(count: int, seed: int) -> np.ndarray:
    """Numbers of which a tenth is missing."""
    values = numeric(count, seed)
    values[np.random.default_rng(seed + 1).random(values.shape) < 0.1] = np.nan
    return values


def texts(count: int, seed: int) -> np.ndarray:
    """One short product text a row."""
    random = np.random.default_rng(seed)
    return np.array([[" ".join(random.choice(WORDS, random.integers(1, 8)))] for _ in range(count)])


def categories(count: int, seed: int) -> np.ndarray:
    """Two columns of strings."""
    random = np.random.default_rng(seed)
    return np.column_stack([random.choice(CITIES, count), random.choice(SIZES, count)]).astype(
        object
    )


ROWS = {
    "numeric": numeric,
    "positive": positive,
    "missing": missing,
    "text": texts,
    "categories": categories,
}


def targets(kind: str, count: int) -> np.ndarray:
    """What is to be predicted of `numeric(count, 1)`'s rows."""
    x = numeric(count, 1)
    score = x[:, 0] + 0.5 * x[:, 1] * x[:, 2] - x[:, 3]
    noise = np.random.default_rng(9).normal(size=count)
    if kind == "regression":
        return score + 0.1 * noise
    if kind == "counts":
        return np.round(np.abs(score))
    if kind == "outputs":
        return np.column_stack([score, x[:, 4] - x[:, 0]])
    if kind == "labels":
        return np.column_stack([score > 0, x[:, 4] > x[:, 0]]).astype(int)
    if kind == "three":
        return np.digitize(score + noise * 0.3, [-1.0, 1.0])
    if kind == "words":
        return np.array(["no", "perhaps", "yes"])[np.digitize(score, [-1.0, 1.0])]
    return (score + noise * 0.3 > 0).astype(int)


def frame(count: int, seed: int) -> Any:
    """Strings and numbers by column name."""
    numbers = missing(count, seed)
    words = categories(count, seed)
    columns: dict[str, Any] = {"city": words[:, 0], "size": words[:, 1]}
    columns |= {f"x{i}": numbers[:, i] for i in range(COLUMNS)}
    return pd.DataFrame(columns)


def rows_of(kind: str, count: int, seed: int) -> Any:
    """`count` rows of a kind of data."""
    return frame(count, seed) if kind == "mixed" else ROWS[kind](count, seed)
