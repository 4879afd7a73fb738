"""Ask the two truths of a model file: ONNX Runtime, and the ONNX reference evaluator.

There is no estimator, so nothing is said of source rows or of the conversion. Where the two
evaluators differ beyond tolerance the export is refused (HT402), unless a person accepted it;
where the reference cannot run the file, the header names one oracle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handover.compare import RowComparer
from handover.drawing.answers import (
    CODES,
    Asked,
    Truths,
    counted_of,
    never_a_number,
    raised_fault,
    runtime_answers,
    spelled_short,
    unique,
    vector_of,
)
from handover.drawing.candidate import Candidate
from handover.drawing.deviation import AnswerDeviation, first_deviation
from handover.drawing.draw_context import Ground
from handover.faults import ExportRefused, Fault, Owner
from handover.onnx_export import ExportedModel
from handover.onnx_file import parsed, tree_nodes
from handover.oracle import CannotRun, FileOracle, ReferenceOracle
from handover.progress import Progress
from handover.testvectors import Cause, TestVector
from handover.values import Row

# The reference evaluator walks every tree for every row in Python, some 20,000 trees a second.
_MOST_TREE_WALKS = 200_000
_FEWEST_ROWS = 50


def file_truths(
    ground: Ground,
    model: ExportedModel,
    candidates: Sequence[Candidate],
    accepted: Mapping[str, str],
    progress: Progress | None = None,
) -> Truths:
    """Answer every candidate by the file, and compare with a second evaluator of it.

    ``progress`` hears how many rows ONNX Runtime has answered.

    Raises
    ------
    ExportRefused
        All of HT302, HT402 and HT403 that apply, but for accepted ones.
    """
    oracle = ground.oracle
    assert isinstance(oracle, FileOracle)
    faults: list[Fault] = []
    waiting = [Asked(candidate, None, None, {}, {}, {}) for candidate in candidates]
    asked, refused = runtime_answers(ground, model, waiting, progress)
    if refused:
        fault = raised_fault("HT302", "ONNX Runtime", refused, len(candidates))
        faults += [] if fault.code in accepted else [fault]
    faults += never_a_number(ground.contract.output_columns, asked)
    asked = [_with_margin(oracle, each) for each in asked]
    compared = _reference_answers(ground, model, asked)
    comparer = RowComparer(ground.contract, truth="wire")
    apart: dict[int, AnswerDeviation] = {}
    for at, answer in compared.items():
        found = first_deviation(comparer, answer, asked[at].onnx, margin=asked[at].margin, ties={})
        if found is not None:
            apart[at] = found
    blamed: list[Cause | None] = ["runtime" if at in apart else None for at in range(len(asked))]
    vectors = unique(
        [vector_of(ground, each, cause) for each, cause in zip(asked, blamed, strict=True)]
    )
    worse = [(vectors[at], found) for at, found in apart.items()]
    if worse and CODES["runtime"] not in accepted:
        faults.append(_apart(ground, worse, len(compared)))
    if faults:
        raise ExportRefused(*faults)
    causes: dict[str, dict[str, object]] = {}
    if compared:
        causes["runtime"] = {**counted_of(worse), "compared": len(compared)}
    oracles = ("onnxruntime", *(("onnx.reference",) if compared else ()))
    left_out = {candidate.key: "HT302" for candidate, _ in refused}
    return Truths(tuple(vectors), causes, left_out, oracles)


def _with_margin(oracle: FileOracle, each: Asked) -> Asked:
    return Asked(each.candidate, None, None, each.onnx, oracle.margins_of(each.onnx), {})


def _reference_answers(
    ground: Ground, model: ExportedModel, asked: Sequence[Asked]
) -> dict[int, Row]:
    """Return the reference evaluator's answers by place; empty where it cannot run the file.

    A large ensemble is compared on rows evenly spread over all vectors, and the header says on
    how many.
    """
    trees = sum(len(node.roots) for node in tree_nodes(parsed(model.onnx)))
    most = max(_FEWEST_ROWS, _MOST_TREE_WALKS // max(trees, 1))
    step = max(1, -(-len(asked) // most))
    places = range(0, len(asked), step)
    try:
        oracle = ReferenceOracle(
            model.onnx,
            model.inputs,
            model.outputs,
            string_missing=ground.contract.string_missing,
        )
        return {at: oracle.answer([asked[at].candidate.row])[0] for at in places}
    except CannotRun:
        return {}


def _apart(
    ground: Ground, apart: Sequence[tuple[TestVector, AnswerDeviation]], total: int
) -> Fault:
    worst, difference = max(apart, key=lambda pair: pair[1].distance)
    column = next(c for c in ground.contract.output_columns if c.name == difference.output)
    return Fault(
        CODES["runtime"],
        "ONNX Runtime and the ONNX reference evaluator answer differently from the same file: "
        f"{len(apart)} of {total} vectors",
        Owner.ENVIRONMENT,
        where=f"{worst.id} ({worst.why})",
        expected=f"{difference.output}={spelled_short(difference.expected, column)} (reference)",
        found=f"{difference.output}={spelled_short(difference.obtained, column)} (onnxruntime)",
        next="Use another version of onnxruntime, and pin it in the backend too. Or accept it in "
        f'the open: --accept {CODES["runtime"]} --reason "…".',
    )
