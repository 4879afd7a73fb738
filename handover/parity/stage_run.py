"""One stage of a bundle played against a backend: outcomes, mismatches, checks, summaries."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handover.compare import RowComparer
from handover.parity.feature_mismatches import feature_mismatches, told_apart
from handover.parity.model_mismatches import model_mismatches
from handover.parity.play import Played, play
from handover.parity.reference_run import Control
from handover.parity.self_checks import self_checks
from handover.parity.stage_call import StageCall
from handover.parity.tally import outputs
from handover.parity.verdict import (
    DeterminismCheck,
    Mismatch,
    OutputDifference,
    ScoringError,
)
from handover.testvectors import Stage, TestVector

if TYPE_CHECKING:
    from handover.bundle import Bundle

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True)
class StageRun:
    """What came of one stage; ``stage`` is None where it was not played."""

    stage: Stage | None
    played: Sequence[Played]
    mismatches: Sequence[Mismatch] = ()
    errors: Sequence[ScoringError] = ()
    determinism: Sequence[DeterminismCheck] = ()
    worst: tuple[OutputDifference, ...] = ()

    @staticmethod
    def skipped(vectors: Sequence[TestVector]) -> StageRun:
        """Return the run of a stage that the backend does not implement."""
        return StageRun(None, [Played(vector, skipped=True) for vector in vectors])


def run_features(
    call: StageCall,
    vectors: Sequence[TestVector],
    bundle: Bundle,
    control: Control,
    *,
    progress: Progress = None,
) -> StageRun:
    """Play the raw rows; ``control`` tells what a difference does to the model's answer."""
    model = RowComparer(bundle.contract)
    played = told_apart(play(vectors, call, progress=progress), bundle.contract, model, control)
    return StageRun(
        "features",
        [each.played for each in played],
        feature_mismatches(played, bundle.contract, call.judge),
        _errors([each.played for each in played]),
        self_checks([each.played for each in played], call, bundle.manifest["profile"]),
        outputs([each.played for each in played], call.judge),
    )


def run_model(
    call: StageCall,
    vectors: Sequence[TestVector],
    bundle: Bundle,
    control: Control,
    *,
    complete: bool,
    progress: Progress = None,
) -> StageRun:
    """Play the model's rows; only when ``complete`` can an output be said to be always NaN."""
    played = play(vectors, call, progress=progress)
    determinism = self_checks(played, call, bundle.manifest["profile"])
    return StageRun(
        "model",
        played,
        model_mismatches(played, call, control),
        [*_errors(played), *_vacuous(played, call.judge, complete=complete)],
        determinism,
        outputs(played, call.judge),
    )


def _errors(played: Sequence[Played]) -> list[ScoringError]:
    return [each.error for each in played if each.error is not None]


def _vacuous(played: Sequence[Played], judge: RowComparer, *, complete: bool) -> list[ScoringError]:
    """Return HV102 where an output is never a number."""
    answers = [each.answer for each in played if each.answer is not None]
    if not answers or not complete:
        return []
    return [
        ScoringError(None, "HV102", "Vacuous", f"output {column.name} is NaN for every vector")
        for column in judge.columns
        if column.type.is_float and all(_is_nan(answer[column.name]) for answer in answers)
    ]


def _is_nan(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return bool(items) and all(isinstance(item, float) and math.isnan(item) for item in items)
