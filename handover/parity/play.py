"""The main pass: every vector alone, one row a call, so that a row that throws is known by name."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from handover.backends import RejectedInput
from handover.compare import Difference, RowComparison
from handover.parity.stage_call import BadAnswer, StageCall
from handover.parity.verdict import ScoringError
from handover.testvectors import Rejection, TestVector
from handover.values import Row

_FRAMES = 8
_LINKS = 5


@dataclass(frozen=True)
class Played:
    """One vector and what came of it; ``answer`` is set when a row of values came back.

    ``skipped`` says that the backend does not implement the vector's stage.
    """

    vector: TestVector
    answer: Row | None = None
    judgement: RowComparison = field(default_factory=RowComparison)
    error: ScoringError | None = None
    skipped: bool = False

    @property
    def failed(self) -> bool:
        """True when the answer differs from what is expected."""
        return bool(self.judgement.differences)


def play(
    vectors: Sequence[TestVector],
    stage: StageCall,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Played]:
    """Play every vector of one stage once, in file order.

    A call that throws is made again row by row, so that only the rows at fault are errored.
    """
    played: list[Played] = []
    size = stage.info.rows_per_call
    for start in range(0, len(vectors), size):
        part = vectors[start : start + size]
        known = _answers(part, stage) if size > 1 else {}
        for vector in part:
            played.append(_play_one(vector, stage, known.get(vector.id)))
            if progress is not None:
                progress(len(played), len(vectors))
    return played


def _answers(part: Sequence[TestVector], stage: StageCall) -> dict[str, Row]:
    """Return the answers of one call for all value vectors; none when it throws."""
    asked = [vector for vector in part if not isinstance(vector.expected, Rejection)]
    try:
        answers = stage.ask([typed_row(vector) for vector in asked]) if asked else []
    except Exception:  # noqa: BLE001 - asked again row by row, where each exception is kept
        return {}
    return {vector.id: answer for vector, answer in zip(asked, answers, strict=True)}


def typed_row(vector: TestVector) -> Row:
    """Return the input as a row; only rows that must be rejected may hold other types."""
    return cast(Row, dict(vector.input))


def _play_one(
    vector: TestVector,
    stage: StageCall,
    known: Row | None,
) -> Played:
    if isinstance(vector.expected, Rejection) and not stage.info.enforces_input_rules:
        return _judge_rejection(vector, vector.expected, stage.broken(vector.input))
    try:
        answer = known if known is not None else stage.ask([typed_row(vector)])[0]
    except RejectedInput as refused:
        if isinstance(vector.expected, Rejection):
            return _judge_rejection(vector, vector.expected, (refused.code, refused.column))
        obtained = f"rejected {refused.code} {refused.column}"
        return Played(vector, judgement=_outcome("a value", obtained))
    except BadAnswer as bad:
        return Played(vector, error=ScoringError(vector.id, bad.code, "BadAnswer", str(bad)))
    except Exception as thrown:  # noqa: BLE001 - the stage boundary: a backend may raise anything
        return Played(vector, error=thrown_error(vector.id, thrown))
    if isinstance(vector.expected, Rejection):
        wanted = f"rejected {vector.expected.code} {vector.expected.column}"
        return Played(vector, judgement=_outcome(wanted, "a value"))
    judge = stage.judge
    reference = judge.reference(vector)
    return Played(
        vector, answer, judge.compare(reference, answer, margin=vector.margin, ties=vector.ties)
    )


def thrown_error(vector: str | None, thrown: BaseException) -> ScoringError:
    """Keep of an exception what a person needs: class, message, innermost frames, causes."""
    frames = [
        f"{frame.name} ({frame.filename.rpartition('/')[2]}:{frame.lineno})"
        for frame in reversed(traceback.extract_tb(thrown.__traceback__))
    ]
    causes: list[str] = []
    cause = thrown.__cause__ or thrown.__context__
    while cause is not None and len(causes) < _LINKS:
        causes.append(f"{type(cause).__qualname__}: {_first_line(cause)}")
        cause = cause.__cause__ or cause.__context__
    return ScoringError(
        vector,
        "HV301",
        type(thrown).__qualname__,
        _first_line(thrown),
        tuple(frames[:_FRAMES]),
        tuple(causes),
    )


def _first_line(thrown: BaseException) -> str:
    lines = str(thrown).strip().splitlines()
    return lines[0][:500] if lines else ""


def _judge_rejection(
    vector: TestVector, expected: Rejection, found: tuple[str, str] | None
) -> Played:
    wanted = (expected.code, expected.column)
    if found == wanted:
        return Played(vector)
    obtained = "a value" if found is None else f"rejected {found[0]} {found[1]}"
    return Played(vector, judgement=_outcome(f"rejected {wanted[0]} {wanted[1]}", obtained))


def _outcome(expected: str, obtained: str) -> RowComparison:
    return RowComparison((Difference("", None, "outcome", expected, obtained),))
