"""A model file's bytes as an ONNX model: the one place below the exporter that parses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx


def parsed(content: bytes) -> onnx.ModelProto:
    """Return the model of a file that was checked when it was exported."""
    import onnx

    return onnx.load_model_from_string(content)
