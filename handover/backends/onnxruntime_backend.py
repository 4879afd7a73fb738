"""``python:onnxruntime``: the bundle's model file on ONNX Runtime in this process, one thread."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from handover.backends.backend import BackendInfo
from handover.oracle import OnnxRuntimeOracle
from handover.values import Row

if TYPE_CHECKING:
    from handover.bundle import Bundle


class OnnxRuntimeBackend:
    """Runs ``model.onnx`` as it is."""

    def __init__(self, bundle: Bundle) -> None:
        contract = bundle.contract
        self._oracle = OnnxRuntimeOracle(
            bundle.model,
            contract.input_columns,
            contract.output_columns,
            string_missing=contract.string_missing,
        )
        version = metadata.version("onnxruntime")
        self.info = BackendInfo(
            name="ONNX Runtime, Python",
            version=version,
            runtime=f"onnxruntime {version}",
            runs_model_file=True,
        )

    def score(self, rows: Sequence[Row]) -> list[Row]:
        """Answer all rows in one call."""
        return self._oracle.answer(rows, batch=max(1, len(rows)))

    def close(self) -> None:
        """Nothing to release: the session goes with the object."""
