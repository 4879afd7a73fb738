"""Mismatches at stage ``model``, each with its cause."""

from __future__ import annotations

from collections.abc import Sequence

from handover.compare import Difference
from handover.parity.attribution import Dispute, attribute
from handover.parity.mismatch_parts import outcome_mismatch, spelled, value_mismatch
from handover.parity.play import Played, typed_row
from handover.parity.reference_run import Control
from handover.parity.stage_call import StageCall
from handover.parity.verdict import Mismatch
from handover.testvectors import Expected
from handover.values import Row, Value


def model_mismatches(
    played: Sequence[Played], stage: StageCall, control: Control
) -> list[Mismatch]:
    """Return every place in which a played vector differs, with its cause; in file order."""
    failing = [each for each in played if each.failed]
    answered = [each for each in failing if each.answer is not None]
    answers = control([typed_row(each.vector) for each in answered]) if answered else None
    controls = {
        each.vector.id: answer
        for each, answer in zip(answered, answers or (), strict=bool(answers))
    }
    return [
        _mismatch(each, found, stage, controls.get(each.vector.id))
        for each in failing
        for found in each.judgement.differences
    ]


def _mismatch(
    each: Played,
    found: Difference,
    stage: StageCall,
    control: Row | None,
) -> Mismatch:
    vector, judge = each.vector, stage.judge
    if found.kind == "outcome" or not isinstance(vector.expected, Expected):
        return outcome_mismatch(vector, found, "backend")
    column = next(column for column in judge.columns if column.name == found.output)
    tolerance = judge.tolerances[column.name]
    expected = vector.expected
    truths = {
        name: _at(truth[column.name], found.place)
        for name, truth in (
            ("source", expected.source),
            ("wire", expected.wire),
            ("onnx", expected.onnx),
        )
        if truth is not None
    }
    deviation = vector.deviation.cause if vector.deviation else None
    cause = attribute(
        Dispute(
            column=column,
            role=judge.roles[column.name],
            tolerance=tolerance,
            converter=judge.converter,
            kind=found.kind,
            source=truths.get("source"),
            wire=truths.get("wire"),
            onnx=truths["onnx"],
            obtained=found.obtained,
            runs_model_file=stage.info.runs_model_file,
            control=None if control is None else _at(control[column.name], found.place),
            deviation=deviation,
            estimated="wire" in truths,
        )
    )
    return value_mismatch(
        vector,
        found,
        column,
        allowed=tolerance.text,
        truths={name: spelled(truth, column) for name, truth in truths.items()},
        cause=cause,
        hint=None,
    )


def _at(value: Value, place: int | None) -> Value:
    return value[place] if place is not None and isinstance(value, list) else value
