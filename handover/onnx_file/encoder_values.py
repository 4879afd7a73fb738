"""The categories that an ONNX file's encoders name, of whatever column they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handover.onnx_file.tree_nodes import attributes_of
from handover.values.row import Scalar

if TYPE_CHECKING:
    import onnx

# ai.onnx.ml: OneHotEncoder-1, LabelEncoder-1/-2/-4, CategoryMapper-1.
_NAMED = {
    "OneHotEncoder": ("cats_strings", "cats_int64s"),
    "LabelEncoder": (
        "classes_strings",
        "keys_strings",
        "keys_int64s",
        "keys_floats",
        "keys_tensor",
    ),
    "CategoryMapper": ("cats_strings", "cats_int64s"),
}


def encoder_values(model: onnx.ModelProto) -> tuple[Scalar, ...]:
    """Return texts and whole numbers in the order of the file, each once.

    Text that is no UTF-8 is left out: no contract column can hold it.
    """
    found: dict[tuple[bool, Scalar], Scalar] = {}
    for node in model.graph.node:
        if node.domain != "ai.onnx.ml" or node.op_type not in _NAMED:
            continue
        attributes = attributes_of(node)
        for name in _NAMED[node.op_type]:
            for item in np.asarray(attributes.get(name, ()), dtype=object).reshape(-1).tolist():
                value = _value(item)
                if value is not None:
                    found.setdefault((isinstance(value, str), value), value)
    return tuple(found.values())


def _value(item: object) -> Scalar:
    if isinstance(item, bytes):
        try:
            return item.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if isinstance(item, float):
        return int(item) if item.is_integer() and abs(item) < 2**53 else None
    return item if isinstance(item, str | int) else None
