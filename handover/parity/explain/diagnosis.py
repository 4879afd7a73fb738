"""Which known faults account for what a backend answered.

One answer that happens to be that of an altered row proves little. A suspicion is kept when it
explains most of the failing vectors on which it could show, and no passing vector speaks against
it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from handover.parity.attribution import Probe
from handover.parity.comparison import compare
from handover.parity.explain.commonality import commonality
from handover.parity.explain.fault_hypotheses import Suspicion, suspicions
from handover.parity.judge import Judge
from handover.parity.play import Played, typed_row
from handover.parity.reference_run import Control
from handover.parity.verdict import Note
from handover.values import Column, Row, Value

# As in Scala's Diagnosis: rows that are tried, rows that may contradict, suspicions of a contract.
MOST_FAILING = 50
MOST_PASSING = 100
MOST_SUSPICIONS = 300
_FEW = 6

_Any = TypeVar("_Any")


@dataclass(frozen=True)
class Diagnosis:
    """What the failing vectors say together.

    ``notes`` holds at most one sentence about all of them; ``probes`` by vector id and output what
    the suspicions that hold would answer.
    """

    notes: tuple[Note, ...] = ()
    probes: Mapping[str, Sequence[tuple[str, Row]]] = field(default_factory=dict)

    def of(self, vector: str, output: str, place: int | None) -> list[Probe]:
        """Return what the suspicions say of one place of one vector."""
        found = []
        for hint, row in self.probes.get(vector, ()):
            value = row[output]
            at = value[place] if place is not None and isinstance(value, list) else value
            found.append(Probe(hint, at))
        return found


def diagnose(
    answered: Sequence[Played], columns: Sequence[Column], judge: Judge, control: Control
) -> Diagnosis:
    """Try every suspicion on failing and passing vectors.

    Parameters
    ----------
    answered
        The vectors that were answered with values.
    columns
        The contract's input columns.
    judge
        Knows the outputs and their tolerances.
    control
        Answers rows with the model file; None where it cannot be run or refuses one.
    """
    failing = [each for each in answered if each.failed]
    if not failing:
        return Diagnosis()
    passing = [each for each in answered if not each.failed]
    tried, witnesses = _spread(failing, MOST_FAILING), _spread(passing, MOST_PASSING)
    probes: dict[str, list[tuple[str, Row]]] = {}
    whole = None
    for suspicion in suspicions(columns)[:MOST_SUSPICIONS]:
        explained, told = _explained(suspicion, tried, judge, control)
        if explained * 2 <= len(told):
            continue
        if not all(_alike(row, each, judge) for each, row in _told(suspicion, witnesses, control)):
            continue
        if explained == len(tried) and whole is None:
            whole = suspicion.hint
        for each, row in told:
            probes.setdefault(each.vector.id, []).append((suspicion.hint, row))
    if whole is not None:
        looked = "" if len(tried) == len(failing) else f" that was tried ({len(tried)})"
        sentence: str | None = f"Of {len(failing)} failing vectors, each{looked} {whole}."
    else:
        rows = ([typed_row(each.vector) for each in part] for part in (failing, passing))
        sentence = commonality(columns, *rows)
    notes = () if sentence is None else (Note("backend", len(failing), sentence),)
    return Diagnosis(notes, probes)


def _explained(
    suspicion: Suspicion, tried: Sequence[Played], judge: Judge, control: Control
) -> tuple[int, list[tuple[Played, Row]]]:
    """Count the failing vectors that the suspicion explains; most are dropped after a few rows."""
    concerned = [each for each in tried if suspicion.altered(typed_row(each.vector)) is not None]
    first = _told(suspicion, concerned[:_FEW], control)
    if not any(_explains(each, row, judge) for each, row in first):
        return 0, []
    told = first + _told(suspicion, concerned[_FEW:], control)
    return sum(_explains(each, row, judge) for each, row in told), told


def _told(
    suspicion: Suspicion, rows: Sequence[Played], control: Control
) -> list[tuple[Played, Row]]:
    """Return what the model answers for each row that the suspicion alters, altered."""
    pairs = [(each, suspicion.altered(typed_row(each.vector))) for each in rows]
    concerned = [(each, row) for each, row in pairs if row is not None]
    answers = control([row for _, row in concerned]) if concerned else None
    if answers is None:
        return []
    return [(each, answer) for (each, _), answer in zip(concerned, answers, strict=True)]


def _explains(each: Played, row: Row, judge: Judge) -> bool:
    return _alike(row, each, judge) and row != judge.reference(each.vector)


def _alike(row: Row, each: Played, judge: Judge) -> bool:
    assert each.answer is not None
    return all(
        _same(row[column.name], each.answer[column.name], column, judge) for column in judge.columns
    )


def _same(left: Value, right: Value, column: Column, judge: Judge) -> bool:
    classes = [judge.tolerances[column.name]]
    classes += [judge.converter] if column.type.is_float else []
    return any(compare(left, right, column, each, role="value").passed for each in classes)


def _spread(rows: Sequence[_Any], most: int) -> list[_Any]:
    if len(rows) <= most:
        return list(rows)
    return [rows[number * len(rows) // most] for number in range(most)]
