"""A part of an ONNX graph as a function: some tensors in, some tensors out, on ONNX Runtime.

`part_of` cuts the graph backwards from the wanted tensors; `GraphPart` runs what it made with one
thread in one batch. Feeds are arrays by name, as `to_tensors` makes them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handover.faults import EnvironmentMissing, Fault, Owner
from handover.onnx_file.session import model_session

if TYPE_CHECKING:
    import onnx


class GraphPart:
    """A model of which any tensor may be asked for.

    Parameters
    ----------
    model
        A whole model; every graph input that is left is fed by name.

    Raises
    ------
    EnvironmentMissing
        HX503: onnxruntime is not installed.
    PartRefused
        The runtime does not load the graph; also raised by a run that fails.
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        try:
            import onnxruntime
        except ImportError:
            raise _not_installed("onnxruntime") from None
        self.inputs = tuple(value.name for value in model.graph.input)
        self.outputs = tuple(value.name for value in model.graph.output)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Thousands of mutants are open at a time: none may keep what its largest batch needed.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        # 4 = fatal only: a mutant that does not load says so by its exception.
        options.log_severity_level = 4
        try:
            self._session = model_session(model.SerializeToString(), options)
        except Exception as broken:  # noqa: BLE001 - the runtime's own classes derive from it
            raise PartRefused(_first_line(broken)) from None

    def __call__(self, feed: Mapping[str, Any]) -> list[Any]:
        """Return the outputs, in graph order, for a feed that may hold more than is asked for."""
        needed = {name: feed[name] for name in self.inputs}
        try:
            arrays: list[Any] = self._session.run(list(self.outputs), needed)
        except Exception as broken:  # noqa: BLE001 - the runtime's own classes derive from it
            raise PartRefused(_first_line(broken)) from None
        return arrays


class PartRefused(Exception):
    """The runtime does not load or not run a graph; the text is its own first line."""


def load_model(content: bytes) -> onnx.ModelProto:
    """Read a model file.

    Raises
    ------
    EnvironmentMissing
        HX503: onnx is not installed.
    """
    try:
        import onnx
    except ImportError:
        raise _not_installed("onnx") from None
    model = onnx.ModelProto()
    model.ParseFromString(content)
    return model


def part_of(
    model: onnx.ModelProto, wanted: Sequence[str], *, given: Mapping[str, Any] | None = None
) -> onnx.ModelProto:
    """Return the model that computes the ``wanted`` tensors and holds nothing they do not need.

    Parameters
    ----------
    wanted
        Tensors to compute; one may be an input of the graph. Element types of inner tensors are
        left for the runtime to infer.
    given
        Inner tensors that are fed instead of computed, as arrays whose element type they have.
    """
    from onnx import helper

    graph = model.graph
    fed = given or {}
    maker = {name: node for node in graph.node for name in node.output if name and name not in fed}
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        needed.add(name)
        if name in maker:
            waiting.extend(reads(maker[name]))
            waiting.extend(output for output in maker[name].output if output)
    part = type(model)()
    part.ir_version = model.ir_version
    part.opset_import.extend(model.opset_import)
    part.functions.extend(model.functions)
    part.graph.name = graph.name
    makers = {id(maker[name]) for name in needed if name in maker}
    part.graph.node.extend(node for node in graph.node if id(node) in makers)
    part.graph.initializer.extend(each for each in graph.initializer if each.name in needed)
    part.graph.input.extend(value for value in graph.input if value.name in needed)
    part.graph.input.extend(
        helper.make_tensor_value_info(name, _element_type(array), None)
        for name, array in fed.items()
        if name in needed
    )
    known = {value.name: value for value in [*graph.output, *graph.input]}
    sources = {value.name for value in graph.input} | set(fed)
    for name in wanted:
        if name in sources:
            # An output needs a node that makes it.
            part.graph.node.append(helper.make_node("Identity", [name], [f"{name}__same"]))
            part.graph.output.append(helper.make_empty_tensor_value_info(f"{name}__same"))
        else:
            value = known.get(name)
            part.graph.output.append(
                helper.make_empty_tensor_value_info(name) if value is None else value
            )
    return part


def reads(node: Any) -> Collection[str]:
    """Return the names a node reads, also from inside its subgraphs."""
    names = {name for name in node.input if name}
    for attribute in node.attribute:
        graphs = [attribute.g] if attribute.HasField("g") else list(attribute.graphs)
        for graph in graphs:
            own = {value.name for value in [*graph.input, *graph.initializer]}
            own.update(name for inner in graph.node for name in inner.output)
            inside = {name for inner in graph.node for name in reads(inner)}
            names |= (inside | {value.name for value in graph.output}) - own
    return names


def _not_installed(package: str) -> EnvironmentMissing:
    return EnvironmentMissing(
        Fault(
            "HX503",
            f"{package} is not installed",
            Owner.ENVIRONMENT,
            next="Install it: pip install 'model-handover[export]'.",
        )
    )


def _element_type(array: Any) -> int:
    from onnx import TensorProto, helper

    if array.dtype.kind in "OUS":
        return int(TensorProto.STRING)
    return int(helper.np_dtype_to_tensor_dtype(array.dtype))


def _first_line(broken: Exception) -> str:
    lines = str(broken).strip().splitlines()
    return (lines[0] if lines else type(broken).__name__)[:300]
