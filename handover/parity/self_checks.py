"""The backend against itself: asked again, in another order, all at once, from four threads."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from handover.backends import Backend
from handover.parity.judge import Judge
from handover.parity.play import BadAnswer, Played, ask, typed_row
from handover.parity.verdict import DeterminismCheck
from handover.values import Row

SEED = 20
THREADS = 4
FEW = 50

_Answers = list[tuple[Played, Row]]


def self_checks(
    played: Sequence[Played], backend: Backend, judge: Judge
) -> tuple[DeterminismCheck, ...]:
    """Compare four ways of asking with the main pass, within each output's tolerance.

    Only vectors that were answered take part: one that throws would hide the others.
    """
    answered = [each for each in played if each.answer is not None]
    single = backend.info.rows_per_call == 1
    # Where a call for one row is too costly for all vectors, some of them stand for all.
    few = answered if single else answered[:: max(1, len(answered) // FEW)]
    checks: Mapping[str, Callable[[], _Answers]] = {
        "repeat": lambda: (_one_by_one if single else _at_once)(answered, backend, judge),
        "shuffled": lambda: _at_once(_shuffled(answered), backend, judge),
        "batch": lambda: (_at_once if single else _one_by_one)(few, backend, judge),
        "threads": lambda: _in_threads(few, backend, judge),
    }
    if not answered:
        reason = "no vector was answered with values"
        return tuple(DeterminismCheck(name, "skipped", 0, None, reason) for name in checks)
    return tuple(_check(name, again, judge) for name, again in checks.items())


def _check(name: str, again: Callable[[], _Answers], judge: Judge) -> DeterminismCheck:
    try:
        answers = again()
    except BadAnswer as bad:
        return DeterminismCheck(name, "errored", 0, None, f"{bad.code} {bad}")
    except Exception as thrown:  # noqa: BLE001 - the stage boundary: a backend may raise anything
        detail = f"HV301 {type(thrown).__qualname__}: {thrown}"
        return DeterminismCheck(name, "errored", 0, None, detail.splitlines()[0][:300])
    differing = [
        before.vector.id
        for before, after in answers
        if before.answer is not None
        and judge.judge(before.vector, before.answer, after).differences
    ]
    if not differing:
        return DeterminismCheck(name, "passed", 0, None, f"{len(answers)} vectors, all the same")
    detail = f"{len(differing)} of {len(answers)} vectors answered otherwise"
    return DeterminismCheck(name, "failed", len(differing), differing[0], detail)


def _rows(answered: Sequence[Played]) -> list[Row]:
    return [typed_row(each.vector) for each in answered]


def _one_by_one(answered: Sequence[Played], backend: Backend, judge: Judge) -> _Answers:
    return [
        (each, ask(backend, [row], judge)[0])
        for each, row in zip(answered, _rows(answered), strict=True)
    ]


def _at_once(answered: Sequence[Played], backend: Backend, judge: Judge) -> _Answers:
    return list(zip(answered, ask(backend, _rows(answered), judge), strict=True))


def _shuffled(answered: Sequence[Played]) -> list[Played]:
    order = list(answered)
    random.Random(SEED).shuffle(order)
    return order


def _in_threads(answered: Sequence[Played], backend: Backend, judge: Judge) -> _Answers:
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda row: ask(backend, [row], judge)[0], _rows(answered)))
    return list(zip(answered, answers, strict=True))
