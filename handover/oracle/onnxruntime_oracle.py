"""ONNX Runtime under the declared profile as an oracle: CPU, one thread, all optimisations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from handover.faults import EnvironmentMissing, ExportRefused, Fault, Owner
from handover.onnx_file import from_tensors, model_session, to_tensors
from handover.values import Column, Row

# Rows between two calls of a progress callback.
HEARD = 200


class OnnxRuntimeOracle:
    """Runs a model file on ONNX Runtime, one thread.

    Parameters
    ----------
    onnx
        The model file's bytes, weights inside.
    inputs, outputs
        The contract's columns; the model's own must bear these names.
    string_missing
        What a null text is on the wire.

    Raises
    ------
    ExportRefused
        HX303: the runtime does not load the model.
    EnvironmentMissing
        HX503: onnxruntime is not installed.
    """

    name = "onnxruntime"

    def __init__(
        self,
        onnx: bytes,
        inputs: Sequence[Column],
        outputs: Sequence[Column],
        *,
        string_missing: str = "",
    ) -> None:
        try:
            import onnxruntime
        except ImportError:
            raise EnvironmentMissing(
                Fault(
                    "HX503",
                    "onnxruntime is not installed",
                    Owner.ENVIRONMENT,
                    next="Install it: pip install 'model-handover[export]'.",
                )
            ) from None
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self._string_missing = string_missing
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        # 3 = errors only: warnings about shapes the exporter left open would reach the terminal.
        options.log_severity_level = 3
        try:
            self._session = model_session(onnx, options)
        except Exception as broken:  # noqa: BLE001 - the runtime's own classes derive from it
            raise ExportRefused(
                Fault(
                    "HX303",
                    "ONNX Runtime does not load the model",
                    Owner.HANDOVER,
                    expected=f"a model that onnxruntime {onnxruntime.__version__} loads",
                    found=_first_line(broken),
                    next="Report the estimator's steps; change the step that the message names.",
                )
            ) from None

    def run(self, feed: Mapping[str, Any]) -> list[Any]:
        """Answer one batch of arrays, ``[N, 1]`` or ``[N, k]`` each, in the order of the outputs.

        Raises
        ------
        RowRefused
            The runtime raises; which row it was is not known, 0 stands for all.
        """
        try:
            return list(self._session.run([column.name for column in self.outputs], dict(feed)))
        except Exception as broken:  # noqa: BLE001 - the runtime's own classes derive from it
            raise RowRefused(0, _first_line(broken)) from None

    def answer(self, rows: Sequence[Row], *, batch: int = 1) -> list[Row]:
        """Answer every row, ``batch`` rows a call (the profile's shapes are 1 and N).

        Raises
        ------
        RowRefused
            The runtime raises on a row; the message is its own first line.
        """
        answers: list[Row] = []
        for start, feed in self._feeds(rows, batch):
            try:
                arrays = self.run(feed)
            except RowRefused as refused:
                raise RowRefused(start, refused.message) from None
            answers.extend(from_tensors(arrays, self.outputs))
        return answers

    def answer_each(
        self, rows: Sequence[Row], *, progress: Callable[[int, int], None] | None = None
    ) -> list[Row | RowRefused]:
        """Answer every row in a call of its own; a row that is refused stands for its answer.

        ``progress`` hears now and then how many of how many rows are answered.
        """
        answers: list[Row | RowRefused] = []
        for at, feed in self._feeds(rows, 1):
            try:
                arrays = self.run(feed)
            except RowRefused as refused:
                answers.append(RowRefused(at, refused.message))
            else:
                answers += from_tensors(arrays, self.outputs)
            if progress is not None and (len(answers) % HEARD == 0 or len(answers) == len(rows)):
                progress(len(answers), len(rows))
        return answers

    def _feeds(self, rows: Sequence[Row], batch: int) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield where each batch begins and its arrays, which are made once for all rows."""
        tensors = to_tensors(rows, self.inputs, self._string_missing)
        for start in range(0, len(rows), batch):
            yield start, {name: tensor[start : start + batch] for name, tensor in tensors.items()}


class RowRefused(Exception):
    """The runtime raised; ``row`` is the first row of the call that did."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(f"row {row}: {message}")
        self.row = row
        self.message = message


def _first_line(broken: Exception) -> str:
    lines = str(broken).strip().splitlines()
    return (lines[0] if lines else type(broken).__name__)[:300]
