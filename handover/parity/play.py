"""The main pass: every vector alone, one row a call, so that a row that throws is known by name."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from handover.backends import Backend, RejectedInput
from handover.contract import check_row
from handover.contract.place import parse_path
from handover.parity.judge import Difference, Judge, Judgement
from handover.parity.verdict import ScoringError
from handover.values import Row
from handover.vectors.test_vector import Rejection, TestVector

if TYPE_CHECKING:
    from handover.contract import ModelContract

_FRAMES = 8
_LINKS = 5


@dataclass(frozen=True)
class Played:
    """One vector and what came of it; ``answer`` is set when a row of values came back."""

    vector: TestVector
    answer: Row | None = None
    judgement: Judgement = field(default_factory=Judgement)
    error: ScoringError | None = None

    @property
    def failed(self) -> bool:
        """True when the answer differs from what is expected."""
        return bool(self.judgement.differences)


class BadAnswer(Exception):
    """What came back is not an answer at all: null, other columns, another number of rows."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def play(
    vectors: Sequence[TestVector],
    backend: Backend,
    contract: ModelContract,
    judge: Judge,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Played]:
    """Play every vector once, in file order.

    A call that throws is made again row by row, so that only the rows at fault are errored.
    """
    played: list[Played] = []
    size = backend.info.rows_per_call
    for start in range(0, len(vectors), size):
        part = vectors[start : start + size]
        known = _answers(part, backend, judge) if size > 1 else {}
        for vector in part:
            played.append(_play_one(vector, backend, contract, judge, known.get(vector.id)))
            if progress is not None:
                progress(len(played), len(vectors))
    return played


def _answers(part: Sequence[TestVector], backend: Backend, judge: Judge) -> dict[str, Row]:
    """Return the answers of one call for all value vectors; none when it throws."""
    asked = [vector for vector in part if not isinstance(vector.expected, Rejection)]
    try:
        answers = ask(backend, [typed_row(vector) for vector in asked], judge) if asked else []
    except Exception:  # noqa: BLE001 - asked again row by row, where each exception is kept
        return {}
    return {vector.id: answer for vector, answer in zip(asked, answers, strict=True)}


def typed_row(vector: TestVector) -> Row:
    """Return the input as a row; only rows that must be rejected may hold other types."""
    return cast(Row, dict(vector.input))


def _play_one(
    vector: TestVector,
    backend: Backend,
    contract: ModelContract,
    judge: Judge,
    known: Row | None,
) -> Played:
    enforces = backend.info.enforces_input_rules
    if isinstance(vector.expected, Rejection) and not enforces:
        faults = check_row(contract, vector.input)
        found = (faults[0].code, _column_of(faults[0].where)) if faults else None
        return _judge_rejection(vector, vector.expected, found)
    try:
        answer = known if known is not None else ask(backend, [typed_row(vector)], judge)[0]
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
    return Played(vector, answer, judge.judge(vector, judge.reference(vector), answer))


def ask(backend: Backend, rows: Sequence[Row], judge: Judge) -> list[Row]:
    """Score rows and hold the answer's shape to the contract.

    Raises
    ------
    BadAnswer
        HV302 null, HV303 a missing or extra column, HV304 another number of rows.
    """
    answers: object = backend.score(rows)
    if answers is None:
        raise BadAnswer("HV302", "the backend returned null")
    if not isinstance(answers, list | tuple) or len(answers) != len(rows):
        found = len(answers) if isinstance(answers, list | tuple) else type(answers).__name__
        raise BadAnswer("HV304", f"wrong number of rows: expected {len(rows)}, found {found}")
    names = {column.name for column in judge.columns}
    for answer in answers:
        if not isinstance(answer, Mapping):
            raise BadAnswer("HV302", f"the backend returned {type(answer).__name__} for a row")
        missing, extra = sorted(names - answer.keys()), sorted(answer.keys() - names)
        if missing or extra:
            parts = [f"missing {', '.join(missing)}"] if missing else []
            parts += [f"extra {', '.join(map(str, extra))}"] if extra else []
            raise BadAnswer("HV303", f"the outputs are not the contract's: {'; '.join(parts)}")
    return [dict(answer) for answer in answers]


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


def _outcome(expected: str, obtained: str) -> Judgement:
    return Judgement((Difference("", None, "outcome", expected, obtained),))


def _column_of(where: str | None) -> str:
    """Return the column that a fault of the input rules speaks of."""
    steps = parse_path(where or "$")
    return str(steps[0]) if steps else ""
