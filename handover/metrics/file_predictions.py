"""Predictions of a model file on the hold-out, by role, where there is no estimator.

The answers are those of the wire row and in the contract's precision: all that a file can give.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.metrics.predictions import Unanswerable
from handover.oracle import FileOracle, Raised

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import ModelContract


def file_classes(contract: ModelContract, holdout: pd.DataFrame) -> tuple[object, ...]:
    """Return the classes that the hold-out's labels name, ascending: a file does not say its own.

    Empty where the task has none.
    """
    if contract.label is None or not contract.model.task.endswith("classification"):
        return ()
    labels = holdout[contract.label.name].dropna().unique().tolist()
    return tuple(sorted((int(x) if isinstance(x, bool) else x for x in labels), key=_order))


def _order(label: object) -> tuple[bool, Any]:
    return isinstance(label, str), label


class FilePredictions:
    """The file's answers by need; what it has not raises `Unanswerable` with the reason."""

    def __init__(self, oracle: FileOracle, frame: pd.DataFrame, task: str) -> None:
        self._oracle = oracle
        self._frame = frame
        self._task = task

    @cached_property
    def probability(self) -> npt.NDArray[np.float64]:
        """Probabilities, shape (rows, classes)."""
        if "probability" in self._by_role:
            return np.asarray(self._by_role["probability"], dtype=np.float64)
        if "probability[1]" in self._by_role and self._task == "binary-classification":
            second = np.asarray(self._by_role["probability[1]"], dtype=np.float64)
            return np.column_stack([1 - second, second])
        raise Unanswerable("no output of the file is probability")

    @cached_property
    def score(self) -> npt.NDArray[np.float64]:
        """The larger, the more the second class: shape (rows,), or (rows, classes) beyond two."""
        if "score" in self._by_role:
            return np.asarray(self._by_role["score"], dtype=np.float64)
        found = self.probability
        return found[:, 1] if found.shape[1] == 2 else found

    @cached_property
    def label(self) -> npt.NDArray[Any]:
        """Predicted labels, shape (rows,)."""
        return np.asarray(self._answer("label" if "label" in self._by_role else "cluster"))

    @cached_property
    def value(self) -> npt.NDArray[np.float64]:
        """Predicted values, shape (rows,)."""
        return np.asarray(self._answer("value"), dtype=np.float64).reshape(-1)

    @cached_property
    def ids(self) -> npt.NDArray[np.int64]:
        """Neighbour ids, nearest first, shape (rows, k)."""
        return np.asarray(self._answer("neighbours.ids"), dtype=np.int64)

    @property
    def space(self) -> npt.NDArray[np.float64]:
        """Nothing: a file does not say where its last step begins."""
        raise Unanswerable("a file does not say in which space its clusters lie")

    def _answer(self, role: str) -> list[Any]:
        if role not in self._by_role:
            raise Unanswerable(f"no output of the file is {role}")
        return self._by_role[role]

    @cached_property
    def _by_role(self) -> dict[str, list[Any]]:
        rows = []
        for answer in self._oracle.wire(self._frame):
            if isinstance(answer, Raised):
                raise ValueError(answer.message)
            rows.append(answer)
        return {role: [row[name] for row in rows] for name, role in self._oracle.roles.items()}
