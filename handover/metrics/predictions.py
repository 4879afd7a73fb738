"""Predictions of the estimator on the hold-out, computed once and only where needed.

Answers are on the rows as the data scientist has them and in the estimator's own precision:
metrics judge the model, parity judges its implementation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.estimator import answer, before_final, dense
from handover.oracle import EstimatorOracle

if TYPE_CHECKING:
    import pandas as pd


class Unanswerable(Exception):
    """The model or the data cannot answer what a metric asks; the text says why."""


@dataclass(frozen=True)
class TrueValues:
    """The label of each row, and the model's classes in probability order (empty without)."""

    label: npt.NDArray[Any]
    classes: tuple[object, ...]
    groups: npt.NDArray[np.int64] | None = None


class Predictions:
    """The estimator's answers by need; what it has not raises `Unanswerable` with the reason."""

    def __init__(self, oracle: EstimatorOracle, frame: pd.DataFrame, task: str) -> None:
        self._oracle = oracle
        self._features = oracle.layout.input_of(frame)
        self._task = task

    @cached_property
    def probability(self) -> npt.NDArray[np.float64]:
        """Probabilities, shape (rows, classes)."""
        if not hasattr(self._oracle.estimator, "predict_proba"):
            raise Unanswerable("the model has no predict_proba")
        return np.asarray(answer(self._oracle.estimator, self._features, "probability"))

    @cached_property
    def score(self) -> npt.NDArray[np.float64]:
        """The larger, the more the second class: shape (rows,), or (rows, classes) beyond two."""
        estimator = self._oracle.estimator
        if hasattr(estimator, "predict_proba"):
            found = self.probability
            return found[:, 1] if found.shape[1] == 2 else found
        if hasattr(estimator, "decision_function"):
            return np.asarray(answer(estimator, self._features, "score"))
        raise Unanswerable("the model has neither predict_proba nor decision_function")

    @cached_property
    def label(self) -> npt.NDArray[Any]:
        """Predicted labels, shape (rows,)."""
        if self._task in ("regression", "retrieval", "transformation"):
            raise Unanswerable(f"a model for {self._task} has no labels")
        return np.asarray(answer(self._oracle.estimator, self._features, "label"))

    @cached_property
    def value(self) -> npt.NDArray[np.float64]:
        """Predicted values, shape (rows,)."""
        if self._task != "regression":
            raise Unanswerable(f"a model for {self._task} predicts no value")
        return np.asarray(answer(self._oracle.estimator, self._features, "value")).reshape(-1)

    @cached_property
    def ids(self) -> npt.NDArray[np.int64]:
        """Neighbour ids, nearest first, shape (rows, k)."""
        for column in self._oracle.outputs:
            if self._oracle.roles[column.name] == "neighbours.ids":
                return np.asarray(
                    answer(
                        self._oracle.estimator,
                        self._features,
                        "neighbours.ids",
                        neighbours=column.length or 1,
                    )
                )
        raise Unanswerable("no output of the contract is neighbours.ids")

    @cached_property
    def space(self) -> npt.NDArray[np.float64]:
        """What the last step sees: the space in which clusters lie."""
        rows = self._features
        for step in before_final(self._oracle.estimator):
            rows = step.transform(rows)
        try:
            return np.asarray(dense(rows), dtype=np.float64)
        except ValueError:
            raise Unanswerable("the clustered rows are not all numbers") from None


@dataclass(frozen=True)
class PredictedValues:
    """Truth and one answer of some rows, as a metric function takes them."""

    truth: TrueValues
    answer: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.answer)

    def take(self, rows: npt.NDArray[np.int64]) -> PredictedValues:
        """Select rows, also repeatedly."""
        groups = None if self.truth.groups is None else self.truth.groups[rows]
        truth = replace(self.truth, label=self.truth.label[rows], groups=groups)
        return PredictedValues(truth, self.answer[rows])
