"""A model file as its own oracle, where no estimator was handed over: ONNX Runtime on wire rows.

In come rows by contract column; out go answers by contract output. What only an estimator knows
is left out: answers on source rows, classes, and ids that tie with a list's last place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handover.compare.margins import margins_of_row
from handover.estimator import class_index, frame_of, missing_texts, wire_rows
from handover.onnx_file import encoder_values, parsed
from handover.oracle.estimator_oracle import Answer, Raised
from handover.oracle.onnxruntime_oracle import OnnxRuntimeOracle, RowRefused
from handover.values import Column, Row
from handover.values.row import Scalar

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import ModelContract


class FileOracle:
    """Answers with the file in place of an estimator; see `EstimatorOracle` for the calls.

    Parameters
    ----------
    onnx
        The exported file, whose inputs and outputs are the contract's columns.
    like
        A frame as the data scientist has it; tells None from NaN in text columns.
    """

    estimator: Any = None
    classes: tuple[object, ...] = ()

    def __init__(
        self, onnx: bytes, contract: ModelContract, *, like: pd.DataFrame | None = None
    ) -> None:
        self.inputs: tuple[Column, ...] = tuple(contract.input_columns)
        self.outputs: tuple[Column, ...] = tuple(contract.output_columns)
        self.roles: Mapping[str, str] = {
            column.name: contract.role(column.name) for column in self.outputs
        }
        self._onnx = onnx
        self._string_missing = contract.string_missing
        self._missing = missing_texts(self.inputs, like)
        self._runtime = OnnxRuntimeOracle(
            onnx, self.inputs, self.outputs, string_missing=contract.string_missing
        )

    @cached_property
    def encoder_values(self) -> tuple[Scalar, ...]:
        """The categories that the file's encoders name, of whatever column."""
        return encoder_values(parsed(self._onnx))

    def frame(self, rows: Sequence[Row]) -> pd.DataFrame:
        """Build a frame from rows; None is missing."""
        return frame_of(rows, self.inputs, self._missing)

    def wire_rows(self, frame: pd.DataFrame) -> list[Row]:
        """Return the rows a backend receives for these source rows."""
        return wire_rows(frame, self.inputs, self._string_missing)

    def wire(self, frame: pd.DataFrame) -> list[Answer]:
        """Answer for the rows after rounding every value to its contract type."""
        return [self._answer(row) for row in self.wire_rows(frame)]

    def margins(self, frame: pd.DataFrame) -> list[dict[str, float]]:
        """Return per row the margin of each label, where the file also answers its score."""
        return [
            {} if isinstance(answer, Raised) else self.margins_of(answer)
            for answer in self.wire(frame)
        ]

    def margins_of(self, answer: Row) -> dict[str, float]:
        """Return the margin of each label output of one answer; none without a score beside it."""
        named = [name for name, role in self.roles.items() if role == "label"]
        margin = self._margin(answer)
        return {} if margin is None else dict.fromkeys(named, margin)

    def ties(self, frame: pd.DataFrame) -> list[dict[str, list[int]]]:
        """Return no ties: the file does not say what stands beyond its lists."""
        return [{} for _ in range(len(frame))]

    def _answer(self, row: Row) -> Answer:
        try:
            return self._runtime.answer([row])[0]
        except RowRefused as refused:
            return Raised(refused.message)

    def _margin(self, answer: Row) -> float | None:
        # With more than two classes the probability of one says too little, and errs on the safe
        # side.
        for name, role in self.roles.items():
            if role in ("probability", "score") or class_index(role) is not None:
                return margins_of_row(answer[name], role, binary=True)
        return None
