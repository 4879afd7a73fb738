"""``python:estimator,path=FILE``: the data scientist's own estimator on the wire rows."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from handover.backends.backend import BackendInfo
from handover.estimator import load_estimator
from handover.oracle import EstimatorOracle, Raised
from handover.values import Row

if TYPE_CHECKING:
    from handover.bundle import Bundle


# A pipeline takes 40 ms for one row and hardly more for many: 64 s for 482 vectors one by one.
ROWS_PER_CALL = 256


class EstimatorRaised(Exception):
    """The estimator raised on a row; the text is its own first line."""


class EstimatorBackend:
    """Asks the fitted estimator; its reference is the wire truth, not ONNX."""

    def __init__(self, bundle: Bundle, path: str) -> None:
        self._oracle = EstimatorOracle(load_estimator(path), bundle.contract)
        self.info = BackendInfo(
            name=type(self._oracle.estimator).__name__,
            version=f"scikit-learn {metadata.version('scikit-learn')}",
            rows_per_call=ROWS_PER_CALL,
        )

    def score(self, rows: Sequence[Row]) -> list[Row]:
        """Answer all rows in one call; EstimatorRaised when the estimator does."""
        answers: list[Row] = []
        for answer in self._oracle.wire(self._oracle.frame(rows)):
            if isinstance(answer, Raised):
                raise EstimatorRaised(answer.message)
            answers.append(answer)
        return answers

    def close(self) -> None:
        """Nothing to release."""
