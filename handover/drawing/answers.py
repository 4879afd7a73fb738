"""Ask the three truths for every candidate and say where neighbours differ.

Source against wire: rounding, which is counted and no defect. Wire against ONNX Runtime beyond
tolerance: the export is refused, with the cause that a third opinion settles (HT401 converter,
HT402 runtime), unless a person accepted it. Refused too: rows the contract lets pass on which
the estimator or the runtime raises (HT301, HT302), and an output that is never a number (HT403).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handover.compare import RowComparer
from handover.drawing.candidate import Candidate
from handover.drawing.deviation import AnswerDeviation, first_deviation
from handover.drawing.deviation_reasons import likely_reason
from handover.drawing.draw_context import Ground
from handover.drawing.rounding_turn import rounding_turns
from handover.faults import ExportRefused, Fault, Owner
from handover.onnx_export import ExportedModel
from handover.oracle import (
    CannotRun,
    EstimatorOracle,
    OnnxRuntimeOracle,
    Raised,
    ReferenceOracle,
    RowRefused,
    third_opinion,
)
from handover.progress import Progress
from handover.testvectors import Cause, Deviation, Expected, TestVector, vector_id
from handover.values import Column, Row, value_to_json

CODES: Mapping[str, str] = {"converter": "HT401", "runtime": "HT402"}


@dataclass(frozen=True)
class Truths:
    """Vectors with their expected answers, and what comparing neighbouring truths counted.

    ``causes`` is ``truths`` of the header, ``oracles`` who was asked. ``left_out`` maps the keys
    of rows without an answer to the code, HT301 or HT302, whose acceptance left them out.
    """

    vectors: tuple[TestVector, ...]
    causes: dict[str, dict[str, object]]
    left_out: dict[str, str]
    oracles: tuple[str, ...] = ("estimator", "onnxruntime")


@dataclass(frozen=True)
class Asked:
    """Everything known about one candidate; no source and wire truth without an estimator."""

    candidate: Candidate
    source: Row | None
    wire: Row | None
    onnx: Row
    margin: dict[str, float]
    ties: dict[str, list[int]]


def truths(
    ground: Ground,
    model: ExportedModel,
    candidates: Sequence[Candidate],
    accepted: Mapping[str, str],
    progress: Progress | None = None,
) -> Truths:
    """Answer every candidate three times.

    Parameters
    ----------
    accepted
        Fault code to the reason for which a person accepts it.
    progress
        Hears how many rows ONNX Runtime has answered.

    Raises
    ------
    ExportRefused
        All of HT301, HT302, HT401, HT402, HT403 that apply, but for accepted ones.
    """
    faults: list[Fault] = []
    left_out: dict[str, str] = {}
    answered, raised = _estimator_answers(ground, candidates)
    if raised:
        fault = raised_fault("HT301", "the estimator", raised, len(candidates))
        faults += [] if fault.code in accepted else [fault]
        left_out.update((candidate.key, fault.code) for candidate, _ in raised)
    asked, refused = runtime_answers(ground, model, answered, progress)
    if refused:
        fault = raised_fault("HT302", "ONNX Runtime", refused, len(candidates))
        faults += [] if fault.code in accepted else [fault]
        left_out.update((candidate.key, fault.code) for candidate, _ in refused)
    faults += never_a_number(ground.contract.output_columns, asked)
    comparer = RowComparer(ground.contract, truth="wire")
    deviations = _deviations(ground, model, comparer, asked)
    causes = {at: cause for at, _, cause in deviations}
    vectors = unique([vector_of(ground, each, causes.get(at)) for at, each in enumerate(asked)])
    for cause, code in CODES.items():
        worse = [(vectors[at], found) for at, found, why in deviations if why == cause]
        if worse and code not in accepted:
            faults.append(_deviation_fault(ground, code, worse, len(asked)))
    if faults:
        raise ExportRefused(*faults)
    rounding = []
    for each, vector in zip(asked, vectors, strict=True):
        if each.candidate.source and each.source is not None and each.wire is not None:
            found = first_deviation(
                comparer, each.source, each.wire, margin=each.margin, ties=each.ties
            )
            if found is not None:
                rounding.append((vector, found))
    counted = {"rounding": counted_of(rounding)}
    for cause in CODES:
        counted[cause] = counted_of([(vectors[at], d) for at, d, why in deviations if why == cause])
    return Truths(tuple(vectors), counted, left_out)


def _estimator_answers(
    ground: Ground, candidates: Sequence[Candidate]
) -> tuple[list[Asked], list[tuple[Candidate, str]]]:
    oracle = ground.oracle
    assert isinstance(oracle, EstimatorOracle)
    rows = [candidate.row for candidate in candidates]
    frame = oracle.frame(rows)
    wire = oracle.wire(frame)
    unrounded = [n for n, candidate in enumerate(candidates) if candidate.source]
    source: list[Any] = list(wire)
    if unrounded:
        answers = oracle.source(
            oracle.frame([{**rows[n], **candidates[n].source} for n in unrounded])
        )
        for number, answer in zip(unrounded, answers, strict=True):
            source[number] = answer
    margins, ties = oracle.margins(frame), oracle.ties(frame)
    asked: list[Asked] = []
    raised: list[tuple[Candidate, str]] = []
    for number, candidate in enumerate(candidates):
        on_wire, on_source = wire[number], source[number]
        if isinstance(on_wire, Raised):
            raised.append((candidate, on_wire.message))
        elif isinstance(on_source, Raised):
            raised.append((candidate, on_source.message))
        else:
            tied = {name: ids for name, ids in ties[number].items() if ids}
            asked.append(Asked(candidate, on_source, on_wire, {}, margins[number], tied))
    return asked, raised


def _runtime(ground: Ground, model: ExportedModel) -> OnnxRuntimeOracle:
    return OnnxRuntimeOracle(
        model.onnx,
        model.inputs,
        model.outputs,
        string_missing=ground.contract.string_missing,
    )


def runtime_answers(
    ground: Ground,
    model: ExportedModel,
    answered: Sequence[Asked],
    progress: Progress | None = None,
) -> tuple[list[Asked], list[tuple[Candidate, str]]]:
    oracle = _runtime(ground, model)
    asked: list[Asked] = []
    refused: list[tuple[Candidate, str]] = []
    answers = oracle.answer_each([each.candidate.row for each in answered], progress=progress)
    for each, answer in zip(answered, answers, strict=True):
        if isinstance(answer, RowRefused):
            refused.append((each.candidate, answer.message))
        else:
            asked.append(replace(each, onnx=answer))
    return asked, refused


def _deviations(
    ground: Ground, model: ExportedModel, comparer: RowComparer, asked: Sequence[Asked]
) -> list[tuple[int, AnswerDeviation, Cause]]:
    """Return the place of every vector that ONNX answers otherwise, with the culprit."""
    apart = []
    for at, each in enumerate(asked):
        assert each.wire is not None
        found = first_deviation(comparer, each.wire, each.onnx, margin=each.margin, ties=each.ties)
        if found is not None:
            apart.append((at, found))
    if not apart:
        return []
    ask = third_evaluator(ground, model)
    runtime = _runtime(ground, model)
    settled: list[tuple[int, AnswerDeviation, Cause]] = []
    for at, difference in apart:
        each = asked[at]
        wire = each.wire
        assert wire is not None

        def agrees(left: Row, right: Row, each: Asked = each) -> bool:
            return (
                first_deviation(comparer, left, right, margin=each.margin, ties=each.ties) is None
            )

        row = each.candidate.row
        cause = third_opinion(wire, each.onnx, ask(row), agrees=agrees).cause
        if cause == "runtime" and rounding_turns(ground.space, row, wire, runtime.answer, agrees):
            cause = "converter"
        settled.append((at, difference, cause))
    return settled


def third_evaluator(ground: Ground, model: ExportedModel) -> Callable[[Row], Row | None]:
    """Return the reference evaluator as a function; None for what it cannot run."""
    try:
        oracle = ReferenceOracle(
            model.onnx,
            model.inputs,
            model.outputs,
            string_missing=ground.contract.string_missing,
        )
    except CannotRun:
        return lambda row: None

    def ask(row: Row) -> Row | None:
        try:
            return oracle.answer([row])[0]
        except CannotRun:
            return None

    return ask


def vector_of(ground: Ground, each: Asked, cause: Cause | None) -> TestVector:
    candidate = each.candidate
    spelled = {c.name: value_to_json(candidate.row[c.name], c) for c in ground.columns}
    return TestVector(
        id=vector_id(candidate.flag, candidate.why, spelled),
        flag=candidate.flag,
        why=candidate.why,
        input=dict(candidate.row),
        expected=Expected(each.source, each.wire, each.onnx),
        source=dict(candidate.source),
        margin=dict(each.margin),
        ties={name: _beside(each, name, ids) for name, ids in each.ties.items()},
        deviation=None if cause is None else Deviation(cause, CODES[cause]),
    )


def _beside(each: Asked, name: str, ids: Sequence[int]) -> list[int]:
    """Return what ties with the last place and is not in ONNX's list, which backends are held to.

    The oracle's ties stand beside the estimator's own list, which may name others among equals.
    """
    wire, onnx = (each.wire or each.onnx)[name], each.onnx[name]
    assert isinstance(wire, list)
    assert isinstance(onnx, list)
    listed = {int(found) for found in wire if isinstance(found, int)}
    return sorted({*ids, *listed} - set(onnx))


def unique(vectors: Sequence[TestVector]) -> list[TestVector]:
    """Give vectors whose 8 hex digits collide another why, and with it another id."""
    seen: set[str] = set()
    found = []
    for vector in vectors:
        turn = 1
        while vector.id in seen:
            turn += 1
            why = f"{vector.why} ({turn})"
            name = vector_id(vector.flag, why, {"of": vector.id})
            vector = replace(vector, id=name, why=why)
        seen.add(vector.id)
        found.append(vector)
    return found


def counted_of(found: Sequence[tuple[TestVector, AnswerDeviation]]) -> dict[str, object]:
    if not found:
        return {"vectors": 0}
    vector, _ = max(found, key=lambda pair: pair[1].distance)
    return {"vectors": len(found), "worst": vector.id}


def raised_fault(code: str, who: str, raised: Sequence[tuple[Candidate, str]], total: int) -> Fault:
    candidate, message = raised[0]
    return Fault(
        code,
        f"{who} raises on {len(raised)} of {total} rows that the contract lets pass",
        Owner.DATA_SCIENTIST,
        where=f"{candidate.flag}: {candidate.why}",
        expected="an answer, or an input rule that refuses the row",
        found=f"error={message}",
        next=(
            "Let the pipeline handle such rows (handle_unknown, an imputer), or declare the rule "
            "that refuses them: enum, required: true, minimum and maximum."
        ),
    )


def _deviation_fault(
    ground: Ground,
    code: str,
    apart: Sequence[tuple[TestVector, AnswerDeviation]],
    total: int,
) -> Fault:
    worst, difference = max(apart, key=lambda pair: pair[1].distance)
    flags = {vector.flag for vector, _ in apart}
    column = next(c for c in ground.contract.output_columns if c.name == difference.output)
    if code == "HT402":
        message = "ONNX Runtime computes another answer than the file says"
        step = "Use another version of onnxruntime, and pin it in the backend too."
        owner = Owner.ENVIRONMENT
    else:
        reason, step = likely_reason(ground.oracle.estimator, flags)
        message = f"the ONNX file answers differently from the estimator; {reason}"
        owner = Owner.DATA_SCIENTIST
    accept = f' Or accept it in the open: --accept {code} --reason "…".'
    return Fault(
        code,
        f"{message}: {len(apart)} of {total} vectors",
        owner,
        where=f"{worst.id} ({worst.why})",
        expected=f"{difference.output}={spelled_short(difference.expected, column)}",
        found=f"{difference.output}={spelled_short(difference.obtained, column)}",
        next=step + accept,
    )


def spelled_short(value: Any, column: Column) -> str:
    text = str(value_to_json(value, column))
    return text if len(text) <= 80 else f"{text[:77]}..."


def never_a_number(outputs: Sequence[Column], asked: Sequence[Asked]) -> list[Fault]:
    return [
        Fault(
            "HT403",
            f"output {column.name!r} is NaN in every vector",
            Owner.DATA_SCIENTIST,
            where=f"$.outputs.{column.name}",
            expected="numbers",
            found=f"vectors={len(asked)}, all NaN",
            next="Mend the model: nothing can be compared with NaN.",
        )
        for column in outputs
        if asked
        and column.type.is_float
        and all(
            _is_nan((each.wire or each.onnx)[column.name]) or _is_nan(each.onnx[column.name])
            for each in asked
        )
    ]


def _is_nan(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, float) and math.isnan(item) for item in items)
