"""Nearest neighbours by cosine, written by us: skl2onnx divides by the norm of a row of zeros.

scikit-learn calls a row of zeros (an item that nobody looked at) at distance 1 from everything;
skl2onnx 1.20 answers NaN. The fitted rows are normalized once, in double.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.estimator import final_step, is_neighbours, members_of, metric_of
from handover.onnx_export.conversion import convert
from handover.onnx_export.core_inputs import CoreInput

if TYPE_CHECKING:
    import onnx


def is_cosine(model: Any) -> bool:
    """Tell whether the estimator answers with neighbours by cosine distance."""
    last = final_step(model)
    return is_neighbours(last) and metric_of(last) == "cosine"


def convert_cosine(model: Any, inputs: Sequence[CoreInput], *, opset: int) -> onnx.ModelProto:
    """Convert the steps before the neighbours and append the search.

    Outputs are ``index`` ``[N, k]`` int64 and ``distance`` ``[N, k]`` float32, nearest first, the
    lower row number first among equals.
    """
    from onnx import helper

    last = final_step(model)
    core, features = _before(model, inputs, opset)
    nodes = [
        helper.make_node("Mul", [features, features], ["squares"]),
        helper.make_node("ReduceSum", ["squares", "axis"], ["sum"], keepdims=1),
        helper.make_node("Sqrt", ["sum"], ["norm"]),
        helper.make_node("Equal", ["norm", "zero"], ["is_zero"]),
        helper.make_node("Where", ["is_zero", "one", "norm"], ["divisor"]),
        helper.make_node("Div", [features, "divisor"], ["unit"]),
        helper.make_node("MatMul", ["unit", "fitted"], ["cosine"]),
        helper.make_node("Sub", ["one", "cosine"], ["raw"]),
        helper.make_node("Clip", ["raw", "zero", "two"], ["all"]),
        helper.make_node("TopK", ["all", "count"], ["distance", "index"], largest=0, sorted=1),
    ]
    core.graph.node.extend(nodes)
    core.graph.initializer.extend(_constants(last))
    del core.graph.output[:]
    core.graph.output.extend(
        [
            helper.make_tensor_value_info("index", 7, [None, last.n_neighbors]),
            helper.make_tensor_value_info("distance", 1, [None, last.n_neighbors]),
        ]
    )
    return core


def _constants(last: Any) -> list[Any]:
    from onnx import numpy_helper

    rows = np.asarray(last._fit_X, dtype=np.float64)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = rows / np.where(norms == 0, 1.0, norms)
    values: dict[str, np.ndarray[Any, Any]] = {
        "axis": np.array([1], dtype=np.int64),
        "zero": np.array(0, dtype=np.float32),
        "one": np.array(1, dtype=np.float32),
        "two": np.array(2, dtype=np.float32),
        "fitted": np.ascontiguousarray(unit.T, dtype=np.float32),
        "count": np.array([last.n_neighbors], dtype=np.int64),
    }
    return [numpy_helper.from_array(array, name) for name, array in values.items()]


def _before(model: Any, inputs: Sequence[CoreInput], opset: int) -> tuple[onnx.ModelProto, str]:
    """Return the graph of the steps before the neighbours, and its output's name."""
    from onnx import TensorProto, helper

    steps = [(each.name, each.step) for each in members_of(model)[:-1]]
    if not steps:
        (item,) = inputs
        value = helper.make_tensor_value_info(item.name, TensorProto.FLOAT, [None, item.width])
        graph = helper.make_graph([], "estimator", [value], [])
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)]), item.name
    from sklearn.pipeline import Pipeline

    core = convert(Pipeline(steps), inputs, decision=frozenset(), opset=opset)
    return core, core.graph.output[0].name
