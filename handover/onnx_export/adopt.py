"""Taking over a model file that was made elsewhere: no estimator, so two truths instead of three.

In: the file's bytes and the contract. Out: `ExportedModel`, the same computation behind the
contract's columns, or a refusal. Nothing in the graph is changed: its values get a prefix, so that
no column collides, and outputs of one dimension become a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from handover.faults import ExportRefused, Fault, Owner
from handover.onnx_export.assembly import around
from handover.onnx_export.checks import Examination, checked, judge
from handover.onnx_export.contract_outputs import ONNX_TYPES
from handover.onnx_export.exported_model import Acceptance, ExportedModel
from handover.onnx_export.exporting import require_packages, require_size, weight_notes
from handover.onnx_export.foreign_file import file_faults
from handover.onnx_export.profile import ML_OPSET, determinism_profile, produced_by_file
from handover.onnx_export.runtime_floor import oldest_runtime
from handover.onnx_export.structure import check_file, usual_sizes
from handover.onnx_file import leaf_gaps, output_classes
from handover.oracle import FileOracle

if TYPE_CHECKING:
    import onnx
    import pandas as pd

    from handover.contract import ModelContract
    from handover.values import Column


def adopt(
    content: bytes,
    contract: ModelContract,
    *,
    sample: pd.DataFrame | None = None,
    feed: str | None = None,
    accept: Sequence[tuple[str, str]] = (),
) -> ExportedModel:
    """Put a model file behind the contract's columns, or say why not.

    Parameters
    ----------
    content
        A model file, weights inside.
    contract
        Its columns must be the file's inputs and outputs, by name, type and shape.
    sample
        Rows as the data scientist has them; a few are run through the file.
    feed
        An input ``[N, k]`` of floats that takes all input columns side by side, in the contract's
        order. Nothing in the file says that the order is right, so the bundle says who did.
    accept
        Pairs of finding id and reason.

    Raises
    ------
    ExportRefused
        HX303, HX306 no runtime loads it, HX320-HX328 it is not the contract's, and HX2, HX3 and
        HX5 findings about contract and environment.
    UsageError
        An acceptance with an unknown id or without a reason (HU101).
    """
    require_packages(("onnx", "onnxruntime", "pandas"))
    checked(accept)
    model = _parsed(content)
    faults = file_faults(model, contract, feed)
    if faults:
        raise ExportRefused(*faults)
    adopted = _behind_columns(model, contract, feed)
    stamped = adopted.SerializeToString(deterministic=True)
    require_size(stamped, contract)
    check_file(stamped)
    oracle = FileOracle(stamped, contract, like=sample)
    classes = output_classes(adopted)
    seen = Examination.of_file(
        contract,
        sample,
        classes=classes,
        gaps=leaf_gaps(adopted),
        sizes=usual_sizes(oracle, sample),
    )
    accepted, faults = judge(seen, accept)
    if faults:
        raise ExportRefused(*faults)
    opsets = {item.domain: item.version for item in model.opset_import}
    return ExportedModel(
        onnx=stamped,
        inputs=oracle.inputs,
        outputs=oracle.outputs,
        roles=dict(oracle.roles),
        classes=(),
        produced_by=produced_by_file(model.producer_name, model.producer_version),
        profile=determinism_profile(
            opset=opsets.get("", opsets.get("ai.onnx", 1)),
            ml_opset=opsets.get("ai.onnx.ml", ML_OPSET),
            ir_version=model.ir_version,
            classes={name: found.text for name, found in classes.items()},
            oldest=oldest_runtime(adopted),
        ),
        accepted=(*accepted, *_fed_note(contract, feed), *weight_notes(stamped)),
    )


def _parsed(content: bytes) -> onnx.ModelProto:
    import onnx

    try:
        model = onnx.load_model_from_string(content)
    except Exception:  # noqa: BLE001 - protobuf's own DecodeError, whose package has no types
        model = onnx.ModelProto()
    if not model.graph.output:
        raise ExportRefused(
            Fault(
                "HX320",
                "this is no ONNX model with outputs",
                Owner.DATA_SCIENTIST,
                expected="a model file that onnx.load reads",
                found=f"bytes={len(content)}",
                next="Give the .onnx file itself.",
            )
        )
    return model


def _behind_columns(
    model: onnx.ModelProto, contract: ModelContract, feed: str | None
) -> onnx.ModelProto:
    from onnx import helper, numpy_helper

    inputs, outputs = contract.input_columns, contract.output_columns
    constants = {tensor.name for tensor in model.graph.initializer}
    given = {value.name: value for value in model.graph.input if value.name not in constants}
    before: list[Any] = []
    if feed is None:
        before = [_input_node(column, given[column.name]) for column in inputs]
    else:
        before = _concat(inputs, feed)
    after = [
        helper.make_node("Reshape", [f"core/{c.name}", f"shape/{c.name}"], [c.name])
        for c in outputs
    ]
    shapes = [
        numpy_helper.from_array(_ints([-1, column.length or 1]), f"shape/{column.name}")
        for column in outputs
    ]
    flat = [node for node in before if node.op_type == "Reshape"]
    shapes += [numpy_helper.from_array(_ints([-1]), node.input[1]) for node in flat]
    adopted = around(model, before, after, shapes, inputs, outputs)
    for key in ("handover.contract.sha256", "handover.contract.version"):
        _drop_property(adopted, key)
    stamp = {
        "handover.contract.sha256": contract.digest,
        "handover.contract.version": contract.version,
    }
    for key, text in stamp.items():
        entry = adopted.metadata_props.add()
        entry.key, entry.value = key, text
    return adopted


def _drop_property(model: onnx.ModelProto, key: str) -> None:
    kept = [(item.key, item.value) for item in model.metadata_props if item.key != key]
    del model.metadata_props[:]
    for name, text in kept:
        entry = model.metadata_props.add()
        entry.key, entry.value = name, text


def _input_node(column: Column, value: Any) -> Any:
    """Give an input of one dimension its column without the second one."""
    from onnx import helper

    if len(value.type.tensor_type.shape.dim) == 1:
        return helper.make_node(
            "Reshape", [column.name, f"shape/{column.name}/flat"], [f"core/{column.name}"]
        )
    return helper.make_node("Identity", [column.name], [f"core/{column.name}"])


def _concat(columns: Sequence[Column], feed: str) -> list[Any]:
    from onnx import helper

    nodes, parts = [], []
    for index, column in enumerate(columns):
        if ONNX_TYPES[column.type] == 1:
            parts.append(column.name)
            continue
        parts.append(f"feed/{index}")
        nodes.append(helper.make_node("Cast", [column.name], [parts[-1]], to=1))
    return [*nodes, helper.make_node("Concat", parts, [f"core/{feed}"], axis=1)]


def _ints(values: list[int]) -> Any:
    import numpy as np

    return np.array(values, dtype=np.int64)


def _fed_note(contract: ModelContract, feed: str | None) -> tuple[Acceptance, ...]:
    if feed is None:
        return ()
    names = ", ".join(column.name for column in contract.input_columns)
    what = f"the file's input {feed!r} is fed the columns side by side: {names}"
    return (Acceptance("HX328", "declared at export: the file itself names no columns", what),)
