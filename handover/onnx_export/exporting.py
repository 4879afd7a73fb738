"""The export itself: a fitted estimator and a contract in, `ExportedModel` or a refusal out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from handover.estimator import every_step, final_step
from handover.faults import EnvironmentMissing, ExportRefused, Fault, Owner
from handover.onnx_export.assembly import assemble
from handover.onnx_export.boosters import register_converters
from handover.onnx_export.canonical_graph import canonical_graph
from handover.onnx_export.checks import Examination, checked, judge
from handover.onnx_export.contract_outputs import core_answers
from handover.onnx_export.conversion import (
    IR_VERSION,
    MAIN_OPSET,
    OLDER_IR_VERSION,
    convert,
    unconvertible,
)
from handover.onnx_export.core_inputs import plan_inputs
from handover.onnx_export.cosine_neighbours import convert_cosine, is_cosine
from handover.onnx_export.exported_model import Acceptance, ExportedModel
from handover.onnx_export.patch.convertible_copy import conversion_copy
from handover.onnx_export.profile import ML_OPSET, determinism_profile, produced_by
from handover.onnx_export.runtime_floor import oldest_runtime
from handover.onnx_export.structure import check_structure, non_finite_weights, usual_sizes
from handover.onnx_file import leaf_gaps, output_classes
from handover.oracle import EstimatorOracle

if TYPE_CHECKING:
    import onnx
    import pandas as pd

    from handover.contract import ModelContract

_NEEDED = ("sklearn", "skl2onnx", "onnx", "onnxruntime", "pandas")


def export(
    estimator: Any,
    contract: ModelContract,
    *,
    sample: pd.DataFrame | None = None,
    accept: Sequence[tuple[str, str]] = (),
) -> ExportedModel:
    """Convert a fitted estimator to ONNX behind the contract's columns, or say why not.

    Parameters
    ----------
    estimator
        Fitted scikit-learn estimator or pipeline; it is not changed.
    contract
        What both teams signed; its columns become the model's inputs and outputs.
    sample
        Rows as the data scientist has them; a few are run through the exported model.
    accept
        Pairs of finding id and reason: known deviations that go into the bundle as accepted.

    Returns
    -------
    ExportedModel
        The same arguments give the same bytes, in any process.

    Raises
    ------
    ExportRefused
        Every reason at once: HX1 contract and estimator do not fit, HX2 known silent wrong
        answers, HX3 no conversion, HX5 an environment known to be wrong.
    UsageError
        An acceptance with an unknown id or without a reason (HU101).
    """
    require_packages(_NEEDED)
    checked(accept)
    oracle = EstimatorOracle(estimator, contract, like=sample)
    register_converters(every_step(oracle.estimator))
    seen = Examination.of(oracle, contract, sample)
    accepted, faults = judge(seen, accept)
    faults = (*faults, *unconvertible(oracle.estimator))
    if faults:
        raise ExportRefused(*faults)
    opset = min(MAIN_OPSET, contract.model.artifact.opset_max)
    model = _build(oracle, contract, opset)
    content = model.SerializeToString(deterministic=True)
    require_size(content, contract)
    check_structure(content, oracle, contract.string_missing, sample)
    classes = output_classes(model)
    built = replace(seen, classes=classes, gaps=leaf_gaps(model), sizes=usual_sizes(oracle, sample))
    accepted, faults = judge(built, accept)
    if faults:
        raise ExportRefused(*faults)
    return ExportedModel(
        onnx=content,
        inputs=oracle.inputs,
        outputs=oracle.outputs,
        roles=dict(oracle.roles),
        classes=oracle.classes,
        produced_by=produced_by(),
        profile=determinism_profile(
            opset=opset,
            ml_opset=ML_OPSET,
            ir_version=model.ir_version,
            classes={name: found.text for name, found in classes.items()},
            oldest=oldest_runtime(model),
        ),
        accepted=(*accepted, *weight_notes(content)),
    )


def _build(oracle: EstimatorOracle, contract: ModelContract, opset: int) -> onnx.ModelProto:
    roles = oracle.roles
    neighbours = [
        column.length
        for column in oracle.outputs
        if roles[column.name].startswith("neighbours.") and column.length is not None
    ]
    copied = conversion_copy(
        oracle.estimator,
        string_missing=contract.string_missing,
        neighbours=max(neighbours) if neighbours else None,
    )
    core_inputs = plan_inputs(copied, oracle.layout)
    decision = "score" in roles.values() and bool(oracle.classes)
    last = type(final_step(copied)).__name__
    if is_cosine(copied):
        core = convert_cosine(copied, core_inputs, opset=opset)
    else:
        named = frozenset({last}) if decision else frozenset[str]()
        core = convert(copied, core_inputs, decision=named, opset=opset)
    answers = core_answers(copied, core, decision=decision)
    model = assemble(core, core_inputs, oracle.inputs, oracle.outputs, roles, answers)
    return _stamped(canonical_graph(model), contract, opset)


def _stamped(model: onnx.ModelProto, contract: ModelContract, opset: int) -> onnx.ModelProto:
    """Fix everything in the file that is not the graph."""
    from onnx import helper

    model.ir_version = IR_VERSION if opset == MAIN_OPSET else OLDER_IR_VERSION
    versions = {"": opset, "ai.onnx.ml": ML_OPSET}
    others = sorted(
        (item.domain, item.version) for item in model.opset_import if item.domain not in versions
    )
    del model.opset_import[:]
    model.opset_import.extend(
        helper.make_opsetid(domain, version) for domain, version in [*versions.items(), *others]
    )
    model.producer_name = "handover"
    model.producer_version = ""
    model.domain = ""
    model.model_version = 0
    model.doc_string = ""
    model.graph.name = "handover"
    model.graph.doc_string = ""
    del model.metadata_props[:]
    helper.set_model_props(
        model,
        {
            "handover.contract.sha256": contract.digest,
            "handover.contract.version": contract.version,
        },
    )
    return model


def weight_notes(content: bytes) -> tuple[Acceptance, ...]:
    """Note weights that are NaN or infinite (HX309)."""
    names = non_finite_weights(content)
    if not names:
        return ()
    what = f"{len(names)} weight tensors of the model hold NaN or an infinity"
    return (Acceptance("HX309", "noted at export, not refused", what),)


def require_size(content: bytes, contract: ModelContract) -> None:
    """Refuse a file larger than the contract allows (HX308)."""
    limit = contract.model.artifact.max_size_mb
    if limit is not None and len(content) > limit * 1_000_000:
        raise ExportRefused(
            Fault(
                "HX308",
                "the exported model is larger than the contract allows",
                Owner.DATA_SCIENTIST,
                where="$.model.artifact.maxSizeMb",
                expected=f"megabytes<={limit}",
                found=f"megabytes={len(content) / 1e6:.1f}",
                next="Train a smaller model, or agree on another maxSizeMb.",
            )
        )


def require_packages(needed: Sequence[str]) -> None:
    """Refuse to begin without the export extra (HX503)."""
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        raise EnvironmentMissing(
            Fault(
                "HX503",
                f"an export needs {', '.join(missing)}",
                Owner.ENVIRONMENT,
                next="Install the extra: pip install 'model-handover[export]'.",
            )
        )
