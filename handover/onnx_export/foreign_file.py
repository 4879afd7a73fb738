"""A model file that was made elsewhere, held to the contract: what it must be to be handed over.

In: the parsed file and the contract. Out: faults, all at once (HX321-HX328). The file is refused
where its inputs and outputs are not the contract's columns by name, type and shape, where its
answers are no tensors, where it points at other files, or where a runtime of the contract's range
does not read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from handover.faults import Fault, Owner
from handover.onnx_export.contract_outputs import ONNX_TYPES
from handover.onnx_export.conversion import IR_VERSION
from handover.onnx_export.profile import NEWEST_ML_OPSET
from handover.values import Column

if TYPE_CHECKING:
    import onnx

    from handover.contract import ModelContract

# What ONNX Runtime brings: the standard's two domains and its own.
_DOMAINS = frozenset({"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
_NAMES = {number: element.value for element, number in ONNX_TYPES.items()}


def file_faults(
    model: onnx.ModelProto, contract: ModelContract, feed: str | None
) -> tuple[Fault, ...]:
    """Return everything that keeps a file from being handed over under a contract.

    Parameters
    ----------
    feed
        The input that all of the contract's columns side by side are to be given to; None when
        every column has an input of its own.
    """
    faults = [*_versions(model, contract), *_domains(model), *_outside(model)]
    given = [value for value in model.graph.input if value.name not in _constants(model)]
    if feed is None:
        faults += _side("input", given, contract.input_columns)
    else:
        faults += _fed(given, contract.input_columns, feed)
    faults += _side("output", list(model.graph.output), contract.output_columns)
    return tuple(faults)


def _constants(model: onnx.ModelProto) -> set[str]:
    """Return the names of weights, which older files list among their inputs."""
    return {tensor.name for tensor in model.graph.initializer}


def _versions(model: onnx.ModelProto, contract: ModelContract) -> Iterator[Fault]:
    most = {"": contract.model.artifact.opset_max, "ai.onnx.ml": NEWEST_ML_OPSET}
    for item in model.opset_import:
        domain = "" if item.domain == "ai.onnx" else item.domain
        if item.version > most.get(domain, item.version):
            yield Fault(
                "HX321",
                "the file's opset is newer than the contract allows",
                Owner.DATA_SCIENTIST,
                where=f"opset_import[{domain!r}]",
                expected=f"opset<={most[domain]}",
                found=f"opset={item.version}",
                next="Save it with an older target_opset, or raise model.artifact.opsetMax.",
            )
    if model.ir_version > IR_VERSION:
        yield Fault(
            "HX321",
            "the file's IR version is newer than the runtimes in range read",
            Owner.DATA_SCIENTIST,
            where="ir_version",
            expected=f"ir_version<={IR_VERSION}",
            found=f"ir_version={model.ir_version}",
            next=f"Set model.ir_version = {IR_VERSION} before saving.",
        )


def _domains(model: onnx.ModelProto) -> Iterator[Fault]:
    own = {(function.domain, function.name) for function in model.functions}
    found = dict.fromkeys(
        f"{node.domain}.{node.op_type}"
        for node in _nodes(model)
        if node.domain not in _DOMAINS and (node.domain, node.op_type) not in own
    )
    if found:
        yield Fault(
            "HX322",
            "the file asks for operators that are no part of ONNX",
            Owner.DATA_SCIENTIST,
            expected=f"domains={', '.join(sorted(filter(None, _DOMAINS)))}",
            found=f"operators={', '.join(found)}"[:200],
            next="Express them with standard operators: a backend would need your library.",
        )


def _nodes(model: onnx.ModelProto) -> Iterator[Any]:
    waiting = [*model.graph.node, *(node for item in model.functions for node in item.node)]
    while waiting:
        node = waiting.pop(0)
        yield node
        for attribute in node.attribute:
            for graph in [attribute.g, *attribute.graphs]:
                waiting.extend(graph.node)


def _outside(model: onnx.ModelProto) -> Iterator[Fault]:
    tensors = [*model.graph.initializer]
    for node in _nodes(model):
        for attribute in node.attribute:
            tensors += [attribute.t, *attribute.tensors]
            for graph in [attribute.g, *attribute.graphs]:
                tensors += graph.initializer
    names = [tensor.name for tensor in tensors if tensor.data_location == 1]
    if names:
        yield Fault(
            "HX323",
            "the file keeps weights in other files",
            Owner.DATA_SCIENTIST,
            expected="every weight inside",
            found=f"external tensors={len(names)}, first={names[0] or 'unnamed'}",
            next="Save it whole: onnx.save_model(onnx.load(path), path) without external data.",
        )


def _side(side: str, values: Sequence[Any], columns: Sequence[Column]) -> Iterator[Fault]:
    """Hold the inputs or the outputs to the contract's columns."""
    by_name = {value.name: value for value in values}
    declared = {column.name for column in columns}
    if side == "input" and len(values) == 1 and len(columns) > 1 and not declared & set(by_name):
        yield _one_input(values[0], columns)
        return
    for column in columns:
        if column.name not in by_name:
            yield _nameless(side, column, [each for each in values if each.name not in declared])
        else:
            yield from _misfit(side, column, by_name[column.name])
    for name, value in by_name.items():
        if name in declared:
            continue
        if value.type.WhichOneof("value") != "tensor_type":
            yield _no_tensor(side, value)
        elif side == "input":
            yield Fault(
                "HX324",
                f"the file has an input {name!r} that the contract lacks",
                Owner.CONTRACT_AUTHOR,
                where="$.inputs",
                expected=f"inputs={', '.join(column.name for column in columns)}",
                found=f"input={_described(value)}",
                next=f"Add {name!r} to the contract's inputs, or drop it from the file.",
            )


def _one_input(value: Any, columns: Sequence[Column]) -> Fault:
    return Fault(
        "HX324",
        f"the file has one input {value.name!r}, the contract {len(columns)} columns",
        Owner.DATA_SCIENTIST,
        where="$.inputs",
        expected=f"inputs={', '.join(column.name for column in columns)}",
        found=f"inputs={_described(value)}",
        next=f"If {value.name!r} takes all columns side by side, in the contract's order, say so: "
        f"--feed {value.name}. Or declare one array column {value.name!r}.",
    )


def _nameless(side: str, column: Column, unclaimed: Sequence[Any]) -> Fault:
    wanted = ONNX_TYPES[column.type]
    alike = [each for each in unclaimed if each.type.tensor_type.elem_type == wanted]
    step = f"Give the file an {side} {column.name!r}, or drop the column from the contract."
    if alike:
        first = alike[0].name
        step = f"Rename the file's {side} {first!r} to {column.name!r}, or the contract's column."
    return Fault(
        "HX324",
        f"the file has no {side} {column.name!r}",
        Owner.DATA_SCIENTIST,
        where=f"$.{side}s.{column.name}",
        expected=f"{side}={column.name}",
        found=f"{side}s={', '.join(map(_described, unclaimed)) or 'none of another name'}",
        next=step,
    )


def _no_tensor(side: str, value: Any) -> Fault:
    return Fault(
        "HX325",
        f"{side} {value.name!r} of the file is no tensor",
        Owner.DATA_SCIENTIST,
        where=f"$.{side}s",
        expected="a tensor",
        found=_described(value),
        next="Save the model without ZipMap (zipmap=False) and without maps or sequences.",
    )


def _misfit(side: str, column: Column, value: Any) -> Iterator[Fault]:
    if value.type.WhichOneof("value") != "tensor_type":
        yield _no_tensor(side, value)
        return
    tensor = value.type.tensor_type
    if tensor.elem_type != ONNX_TYPES[column.type]:
        yield Fault(
            "HX326",
            f"{side} {column.name!r} has another type in the file than in the contract",
            Owner.CONTRACT_AUTHOR,
            where=f"$.{side}s.{column.name}",
            expected=f"type={column.type.value}",
            found=_described(value),
            next="Declare the column in the file's type, or cast inside the file.",
        )
    if not _fits(side, tensor, column.length):
        width = column.length or 1
        wanted = f"[N, {width}]" if column.length is not None else "[N, 1] or [N]"
        yield Fault(
            "HX327",
            f"{side} {column.name!r} has another shape in the file than in the contract",
            Owner.CONTRACT_AUTHOR,
            where=f"$.{side}s.{column.name}",
            expected=f"shape={wanted}, N free",
            found=_described(value),
            next="Declare an array of that length, or save the file with a free first dimension.",
        )


def _fits(side: str, tensor: Any, length: int | None) -> bool:
    if not tensor.HasField("shape"):
        return side == "output"  # the runtime's answers are looked at afterwards
    dims = tensor.shape.dim
    if not dims:
        return side == "output" and not tensor.shape.dim
    if dims[0].dim_value:
        return False
    if len(dims) == 1:
        return length is None
    # A width that is left open is shown by the answers themselves.
    return len(dims) == 2 and dims[1].dim_value in (0, length or 1)


def _fed(values: Sequence[Any], columns: Sequence[Column], feed: str) -> Iterator[Fault]:
    width = sum(column.length or 1 for column in columns)
    by_name = {value.name: value for value in values}
    texts = [column.name for column in columns if not column.type.is_float and not _counts(column)]
    value = by_name.get(feed)
    tensor = None if value is None else value.type.tensor_type
    dims = [] if tensor is None else list(tensor.shape.dim)
    fits = (
        tensor is not None
        and len(values) == 1
        and tensor.elem_type == 1
        and len(dims) == 2
        and not dims[0].dim_value
        and dims[1].dim_value in (0, width)
    )
    if not fits or texts:
        yield Fault(
            "HX328",
            f"the contract's columns side by side do not fit the file's input {feed!r}",
            Owner.DATA_SCIENTIST,
            where="--feed",
            expected=f"the one input, f32 [N, {width}], of columns that are numbers",
            found=f"inputs={', '.join(_described(each) for each in values)}"
            + (f"; no numbers: {', '.join(texts)}" if texts else ""),
            next="Name the file's only input, or give every column an input of its own.",
        )


def _counts(column: Column) -> bool:
    return column.type.is_integer or column.type.value == "bool"


def _described(value: Any) -> str:
    """Spell a value such as ``X f32[N, 3]``."""
    kind = value.type.WhichOneof("value")
    if kind != "tensor_type":
        return f"{value.name} {str(kind).removesuffix('_type')}"
    tensor = value.type.tensor_type
    dims = [
        str(dim.dim_value) if dim.dim_value else dim.dim_param or "?" for dim in tensor.shape.dim
    ]
    return f"{value.name} {_NAMES.get(tensor.elem_type, tensor.elem_type)}[{', '.join(dims)}]"
