"""The contract's graph around the converted estimator.

In front: one input a contract column, cast and put side by side as the estimator takes them.
Behind: one output a contract output, picked, cast and shaped. Nothing else is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handover.onnx_export.contract_outputs import ONNX_TYPES, CoreAnswers, output_nodes
from handover.onnx_export.core_inputs import CoreInput, Kind
from handover.values import Column

if TYPE_CHECKING:
    import onnx

_KIND_TYPES = {Kind.FLOAT: 1, Kind.INT64: 7, Kind.STRING: 8}


def assemble(
    core: onnx.ModelProto,
    core_inputs: Sequence[CoreInput],
    inputs: Sequence[Column],
    outputs: Sequence[Column],
    roles: Mapping[str, str],
    answers: CoreAnswers,
) -> onnx.ModelProto:
    """Return a model whose inputs and outputs are the contract's columns, in contract order.

    Scalars are ``[N, 1]`` tensors, arrays of k ``[N, k]``.
    """
    fed = {value.name for value in core.graph.input}
    assert fed == {item.name for item in core_inputs}, f"inputs={sorted(fed)}"
    before = [node for item in core_inputs for node in _input_nodes(item)]
    after, constants = output_nodes(outputs, roles, answers)
    return around(core, before, after, constants, inputs, outputs)


def around(
    core: onnx.ModelProto,
    before: Sequence[Any],
    after: Sequence[Any],
    constants: Sequence[Any],
    inputs: Sequence[Column],
    outputs: Sequence[Column],
) -> onnx.ModelProto:
    """Return a copy of ``core`` between nodes that make its inputs and read its outputs.

    Its own values are called ``core/NAME``, which is what the nodes write and read.
    """
    model = type(core)()
    model.CopyFrom(core)
    graph = model.graph
    _prefix_values(graph)
    body = list(graph.node)
    del graph.node[:]
    graph.node.extend([*before, *body, *after])
    graph.initializer.extend(constants)
    del graph.input[:]
    graph.input.extend(_value_info(column) for column in inputs)
    del graph.output[:]
    graph.output.extend(_value_info(column) for column in outputs)
    del graph.value_info[:]
    return model


def _value_info(column: Column) -> Any:
    from onnx import helper

    shape: list[str | int] = ["N", column.length or 1]
    return helper.make_tensor_value_info(column.name, ONNX_TYPES[column.type], shape)


def _input_nodes(item: CoreInput) -> list[Any]:
    """Cast each contract column to the input's kind and concatenate where there are several."""
    from onnx import helper

    nodes = []
    parts = []
    for index, column in enumerate(item.columns):
        part = f"core/{item.name}" if len(item.columns) == 1 else f"core/{item.name}/{index}"
        wanted = _KIND_TYPES[item.kind]
        if ONNX_TYPES[column.type] == wanted:
            if len(item.columns) == 1:
                nodes.append(helper.make_node("Identity", [column.name], [part]))
            else:
                part = column.name
        else:
            nodes.append(helper.make_node("Cast", [column.name], [part], to=wanted))
        parts.append(part)
    if len(parts) > 1:
        nodes.append(helper.make_node("Concat", parts, [f"core/{item.name}"], axis=1))
    return nodes


def _prefix_values(graph: Any) -> None:
    """Rename every value of the converted graph, so that no contract column can collide."""
    for initializer in graph.initializer:
        initializer.name = f"core/{initializer.name}"
    for sparse in graph.sparse_initializer:
        sparse.values.name = f"core/{sparse.values.name}"
    for node in graph.node:
        _prefix_node(node)


def _prefix_node(node: Any) -> None:
    for names in (node.input, node.output):
        for index, name in enumerate(names):
            if name:
                names[index] = f"core/{name}"
    for attribute in node.attribute:
        for graph in ([attribute.g] if attribute.HasField("g") else []) + list(attribute.graphs):
            for value in [*graph.input, *graph.output, *graph.value_info, *graph.initializer]:
                value.name = f"core/{value.name}"
            for sparse in graph.sparse_initializer:
                sparse.values.name = f"core/{sparse.values.name}"
            for inner in graph.node:
                _prefix_node(inner)
