"""The ONNX reference evaluator as an oracle: slow, plain, and nobody's production runtime.

It settles converter against runtime (`third_opinion`). Operators it does not implement, such as
those of com.microsoft, are named by `CannotRun`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handover.onnx_file import from_tensors, to_tensors
from handover.values import Column, Row


class CannotRun(Exception):
    """The reference evaluator cannot run this model; the text names the operator."""


class ReferenceOracle:
    """Runs a model file on `onnx.reference`.

    Raises
    ------
    CannotRun
        An operator is not implemented; also on the first call, where the evaluator notices late.
    """

    name = "onnx.reference"

    def __init__(
        self,
        onnx: bytes,
        inputs: Sequence[Column],
        outputs: Sequence[Column],
        *,
        string_missing: str = "",
    ) -> None:
        from onnx.reference import ReferenceEvaluator

        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self._string_missing = string_missing
        try:
            self._evaluator = ReferenceEvaluator(onnx)
        except Exception as broken:  # noqa: BLE001 - the evaluator raises whatever it meets
            raise CannotRun(_why(broken)) from None

    def answer(self, rows: Sequence[Row], *, batch: int = 1) -> list[Row]:
        """Answer every row, ``batch`` rows a call."""
        answers: list[Row] = []
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            feed = to_tensors(part, self.inputs, self._string_missing)
            try:
                arrays: Any = self._evaluator.run([column.name for column in self.outputs], feed)
                answers.extend(from_tensors(arrays, self.outputs))
            except Exception as broken:  # noqa: BLE001 - the evaluator raises whatever it meets
                raise CannotRun(_why(broken)) from None
        return answers


def _why(broken: Exception) -> str:
    lines = str(broken).strip().splitlines()
    return f"{type(broken).__name__}: {lines[0] if lines else ''}"[:300]
