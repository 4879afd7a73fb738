"""One stage of a backend as it is played: what to call, what may be asked, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handover.backends import Backend, BackendInfo, FeatureStep, Implementation
from handover.compare import RowComparer, Truth
from handover.contract import check_raw, check_row
from handover.contract.place import parse_path
from handover.contract.raw_check import raw_place
from handover.faults import Fault
from handover.testvectors import Stage
from handover.values import Row
from handover.values.raw_field import null_for_nan

if TYPE_CHECKING:
    from handover.contract import ModelContract


class BadAnswer(Exception):
    """What came back is not an answer at all: null, other columns, another number of rows."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class StageCall:
    """What one stage needs to be played.

    ``call`` answers rows, ``broken`` says which input rule a row breaks first, as (code, column).
    """

    stage: Stage
    info: BackendInfo
    judge: RowComparer
    call: Callable[[Sequence[Any]], object]
    broken: Callable[[Mapping[str, Any]], tuple[str, str] | None]

    def ask(self, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
        """Answer rows and hold the answer's shape to the contract.

        Raises
        ------
        BadAnswer
            HV302 null, HV303 a missing or extra column, HV304 another number of rows.
        """
        answers = self.call(rows)
        if answers is None:
            raise BadAnswer("HV302", "the backend returned null")
        if not isinstance(answers, list | tuple) or len(answers) != len(rows):
            found = len(answers) if isinstance(answers, list | tuple) else type(answers).__name__
            raise BadAnswer("HV304", f"wrong number of rows: expected {len(rows)}, found {found}")
        what = "features" if self.stage == "features" else "outputs"
        names = {column.name for column in self.judge.columns}
        for answer in answers:
            if not isinstance(answer, Mapping):
                raise BadAnswer("HV302", f"the backend returned {type(answer).__name__} for a row")
            missing, extra = sorted(names - answer.keys()), sorted(answer.keys() - names)
            if missing or extra:
                parts = [f"missing {', '.join(missing)}"] if missing else []
                parts += [f"extra {', '.join(map(str, extra))}"] if extra else []
                raise BadAnswer("HV303", f"the {what} are not the contract's: {'; '.join(parts)}")
        if self.stage == "features":
            return [{name: null_for_nan(value) for name, value in a.items()} for a in answers]
        return [dict(answer) for answer in answers]


def stage_calls(
    contract: ModelContract, backend: Implementation, *, truth: Truth = "onnx"
) -> dict[Stage, StageCall]:
    """Return the stages that the backend implements and the contract has, in order."""
    found: dict[Stage, StageCall] = {}
    if isinstance(backend, FeatureStep) and contract.features is not None:

        def broken_raw(row: Mapping[str, Any]) -> tuple[str, str] | None:
            return _first(check_raw(contract, row), raw_place)

        judge = RowComparer(contract, stage="features")
        found["features"] = StageCall("features", backend.info, judge, backend.features, broken_raw)
    if isinstance(backend, Backend):

        def broken_input(row: Mapping[str, Any]) -> tuple[str, str] | None:
            return _first(check_row(contract, row), _column_of)

        judge = RowComparer(contract, truth=truth)
        found["model"] = StageCall("model", backend.info, judge, backend.score, broken_input)
    return found


def _first(faults: Sequence[Fault], place: Callable[[Fault], str]) -> tuple[str, str] | None:
    return (faults[0].code, place(faults[0])) if faults else None


def _column_of(fault: Fault) -> str:
    """Return the column that a fault of the input rules speaks of."""
    steps = parse_path(fault.where or "$")
    return str(steps[0]) if steps else ""
