"""The backend against itself: asked again, in another order, all at once, from four threads."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from handover.compare import RowComparer
from handover.parity.play import Played, typed_row
from handover.parity.stage_call import BadAnswer, StageCall
from handover.parity.verdict import MOST_NAMED, DeterminismCheck
from handover.values import Row

SEED = 20
THREADS = 4
FEW = 20
ONE_ROW_ONLY = "the bundle's profile allows one row a call only"

_Answers = list[tuple[Played, Row]]


def self_checks(
    played: Sequence[Played], stage: StageCall, profile: Mapping[str, Any]
) -> tuple[DeterminismCheck, ...]:
    """Compare four ways of asking with the main pass, within each output's tolerance.

    Only vectors that were answered take part: one that throws would hide the others. Several rows
    a call are asked only where the bundle's profile allows them. Feature code, which knows one
    raw row at a time, is asked again and from threads.
    """
    answered = [each for each in played if each.answer is not None]
    single = stage.info.rows_per_call == 1
    # Where a call for one row is too costly for all vectors, some of them stand for all.
    few = answered if single else answered[:: max(1, len(answered) // FEW)]
    alone = None if "N" in profile.get("batch", ("N",)) else ONE_ROW_ONLY
    repeat = _one_by_one if single else _at_once
    checks: tuple[tuple[str, str | None, Callable[[], _Answers]], ...] = (
        ("repeat", None, lambda: repeat(answered, stage)),
        ("shuffled", alone, lambda: _one_apart(_shuffled(answered), stage)),
        ("batch", alone, lambda: (_at_once if single else _one_by_one)(few, stage)),
        ("threads", None, lambda: _in_threads(few, stage)),
    )
    if stage.stage == "features":
        checks = tuple((f"features-{name}", why, again) for name, why, again in checks[::3])
    nothing = None if answered else "no vector was answered with values"
    return tuple(
        DeterminismCheck(name, "skipped", 0, (), nothing or reason or "")
        if nothing or reason
        else _check(name, again, stage.judge)
        for name, reason, again in checks
    )


def _check(name: str, again: Callable[[], _Answers], judge: RowComparer) -> DeterminismCheck:
    try:
        answers = again()
    except BadAnswer as bad:
        return DeterminismCheck(name, "errored", 0, (), f"{bad.code} {bad}")
    except Exception as thrown:  # noqa: BLE001 - the stage boundary: a backend may raise anything
        detail = f"HV301 {type(thrown).__qualname__}: {thrown}"
        return DeterminismCheck(name, "errored", 0, (), detail.splitlines()[0][:300])
    total = len({before.vector.id for before, _ in answers})
    differing = dict.fromkeys(
        before.vector.id
        for before, after in answers
        if before.answer is not None
        and judge.compare(
            before.answer, after, margin=before.vector.margin, ties=before.vector.ties
        ).differences
    )
    if not differing:
        return DeterminismCheck(name, "passed", 0, (), f"{total} vectors, all the same")
    detail = f"{len(differing)} of {total} vectors answered otherwise"
    if _only_reordered(answers):
        detail += "; the same answers, on other rows"
    return DeterminismCheck(name, "failed", len(differing), tuple(differing)[:MOST_NAMED], detail)


def _only_reordered(answers: _Answers) -> bool:
    return sorted(repr(before.answer) for before, _ in answers) == sorted(
        repr(after) for _, after in answers
    )


def _rows(answered: Sequence[Played]) -> list[Row]:
    return [typed_row(each.vector) for each in answered]


def _one_by_one(answered: Sequence[Played], stage: StageCall) -> _Answers:
    return [
        (each, stage.ask([row])[0]) for each, row in zip(answered, _rows(answered), strict=True)
    ]


def _at_once(answered: Sequence[Played], stage: StageCall) -> _Answers:
    return list(zip(answered, stage.ask(_rows(answered)), strict=True))


def _one_apart(answered: Sequence[Played], stage: StageCall) -> _Answers:
    """Ask for all rows but one, and for that one alone.

    The other checks ask for all: of two sizes in a row, only one divides by any chunk.
    """
    most, last = answered[:-1], answered[-1:]
    return [pair for part in (most, last) if part for pair in _at_once(part, stage)]


def _shuffled(answered: Sequence[Played]) -> list[Played]:
    order = list(answered)
    random.Random(SEED).shuffle(order)
    return order


def _in_threads(answered: Sequence[Played], stage: StageCall) -> _Answers:
    """Let every thread ask for every row, each from another start, so that different rows meet."""
    starts = [len(answered) * thread // THREADS for thread in range(THREADS)]
    turns = [[*answered[start:], *answered[:start]] for start in starts]
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(lambda turn: _one_by_one(turn, stage), turns))
    return [pair for part in parts for pair in part]
