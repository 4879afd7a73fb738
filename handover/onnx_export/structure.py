"""The last look at the file: what a backend will find is what the contract says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.faults import ExportRefused, Fault, Owner
from handover.onnx_export.contract_outputs import ONNX_TYPES
from handover.oracle import EstimatorOracle, FileOracle, OnnxRuntimeOracle, Raised, RowRefused
from handover.values import Column

if TYPE_CHECKING:
    import pandas as pd

_PROBED_ROWS = 3
_SIZED_ROWS = 200


def check_structure(
    content: bytes, oracle: EstimatorOracle, string_missing: str, sample: pd.DataFrame | None
) -> None:
    """Check and load the file; answer a few rows of the sample.

    Raises
    ------
    ExportRefused
        HX303 the runtime does not load it, HX306 it is no valid ONNX, HX307 names, types, order
        or shapes are not the contract's.
    """
    import onnx

    model = onnx.load_model_from_string(content)
    check_file(content, owner=Owner.HANDOVER, step="Report the estimator's steps.")
    faults = [
        *_compare("inputs", model.graph.input, oracle.inputs),
        *_compare("outputs", model.graph.output, oracle.outputs),
    ]
    if faults:
        raise ExportRefused(*faults)
    runtime = OnnxRuntimeOracle(
        content, oracle.inputs, oracle.outputs, string_missing=string_missing
    )
    if sample is not None and len(sample):
        _probe(runtime, oracle, sample)


def check_file(
    content: bytes,
    *,
    owner: Owner = Owner.DATA_SCIENTIST,
    step: str = "Mend the file with what made it, and check it with onnx.checker.",
) -> None:
    """Refuse what the ONNX checker refuses (HX306)."""
    import onnx

    model = onnx.load_model_from_string(content)
    try:
        onnx.checker.check_model(model, full_check=False)
    except onnx.checker.ValidationError as broken:
        raise ExportRefused(
            Fault(
                "HX306",
                "the file is not valid ONNX",
                owner,
                found=str(broken).strip().splitlines()[0][:300],
                next=step,
            )
        ) from None


def _compare(side: str, found: Sequence[Any], columns: Sequence[Column]) -> list[Fault]:
    spelled = [
        (
            value.name,
            value.type.tensor_type.elem_type,
            value.type.tensor_type.shape.dim[1].dim_value,
        )
        for value in found
    ]
    wanted = [(column.name, ONNX_TYPES[column.type], column.length or 1) for column in columns]
    if spelled == wanted:
        return []
    return [
        Fault(
            "HX307",
            f"the exported model's {side} are not the contract's",
            Owner.HANDOVER,
            where=f"$.{side}",
            expected=str(wanted),
            found=str(spelled),
            next="Report the estimator's steps.",
        )
    ]


def _probe(runtime: OnnxRuntimeOracle, oracle: EstimatorOracle, sample: pd.DataFrame) -> None:
    rows = oracle.wire_rows(sample.head(_PROBED_ROWS))
    answers = []
    for row in rows:
        try:
            answers.extend(runtime.answer([row]))
        except RowRefused:
            # Whether this row may be refused is for the vectors to say, with the estimator.
            continue
    for column in oracle.outputs:
        for answer in answers:
            value = answer[column.name]
            width = len(value) if isinstance(value, list) else None
            if width != column.length:
                raise ExportRefused(_other_width(column, width))


def usual_sizes(
    oracle: EstimatorOracle | FileOracle, sample: pd.DataFrame | None
) -> dict[str, float]:
    """Return the median of what the oracle answers on the sample, without its sign.

    Only for outputs that are one float a row; empty without a sample.
    """
    if sample is None or not len(sample):
        return {}
    answers = oracle.wire(oracle.frame(oracle.wire_rows(sample.head(_SIZED_ROWS))))
    sizes = {}
    for column in oracle.outputs:
        values = [row[column.name] for row in answers if not isinstance(row, Raised)]
        finite = [abs(v) for v in values if isinstance(v, float) and math.isfinite(v)]
        if finite:
            sizes[column.name] = float(np.median(finite))
    return sizes


def _other_width(column: Column, width: int | None) -> Fault:
    return Fault(
        "HX307",
        f"the exported model answers {column.name!r} with another length",
        Owner.HANDOVER,
        where=f"$.outputs.{column.name}",
        expected=f"length={column.length}",
        found=f"length={width}",
        next="Declare the length that the estimator answers with.",
    )


def non_finite_weights(content: bytes) -> tuple[str, ...]:
    """Return the names of float initializers that hold NaN or an infinity."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load_model_from_string(content)
    found = []
    for item in model.graph.initializer:
        array = numpy_helper.to_array(item)
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            found.append(item.name)
    return tuple(found)
