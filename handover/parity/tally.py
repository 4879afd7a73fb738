"""Counts and worst differences over all vectors: groups by flag, summaries by output."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handover.compare import RowComparer
from handover.parity.play import Played
from handover.parity.verdict import Counts, Group, OutputDifference
from handover.values import Column, ulp_distance


def count(played: Sequence[Played]) -> Counts:
    """Count vectors by outcome; each is counted once."""
    tally = Counter(map(_outcome, played))
    return Counts(tally["passed"], tally["failed"], tally["skipped"], tally["errored"])


def groups(played: Sequence[Played], flags: Mapping[str, Mapping[str, Any]]) -> tuple[Group, ...]:
    """Count by flag, in file order."""
    by_flag: dict[str, list[Played]] = {}
    for each in played:
        by_flag.setdefault(each.vector.flag, []).append(each)
    found = []
    for flag, members in by_flag.items():
        told, counts = flags.get(flag, {}), count(members)
        found.append(
            Group(
                flag,
                str(told.get("catches", "")),
                str(told.get("effect", "")),
                counts.passed,
                counts.failed,
                counts.skipped,
                counts.errored,
            )
        )
    return tuple(found)


def _outcome(each: Played) -> str:
    if each.skipped:
        return "skipped"
    if each.error is not None:
        return "errored"
    return "failed" if each.failed else "passed"


@dataclass
class _Worst:
    compared: int = 0
    within_margin: int = 0
    abs: float | None = None
    rel: float | None = None
    ulp: int | None = None
    vector: str | None = None


def outputs(played: Sequence[Played], judge: RowComparer) -> tuple[OutputDifference, ...]:
    """Summarise how far each output was off; ``worst`` is the vector with the largest ``abs``."""
    worst = {column.name: _Worst() for column in judge.columns}
    for each in played:
        if each.answer is None:
            continue
        reference = judge.reference(each.vector)
        for column in judge.columns:
            summary = worst[column.name]
            summary.compared += 1
            summary.within_margin += column.name in each.judgement.within_margin
            _measure(summary, each, column, reference[column.name], each.answer[column.name])
    return tuple(
        OutputDifference(
            name,
            judge.tolerances[name].text,
            found.compared,
            found.abs,
            found.rel,
            found.ulp,
            found.vector,
            found.within_margin,
        )
        for name, found in worst.items()
    )


def _measure(
    summary: _Worst, each: Played, column: Column, expected: object, obtained: object
) -> None:
    if not column.type.is_float:
        return
    lefts = expected if isinstance(expected, list) else [expected]
    rights = obtained if isinstance(obtained, list) else [obtained]
    for left, right in zip(lefts, rights, strict=False):
        if not isinstance(left, float) or not isinstance(right, float):
            continue
        ulp = ulp_distance(left, right, column.type)
        apart = difference(left, right)
        if ulp is not None:
            summary.ulp = max(summary.ulp or 0, ulp)
        if apart is None:
            continue
        if apart > (summary.abs or 0.0):
            summary.vector = each.vector.id
        summary.abs = max(summary.abs or 0.0, apart)
        if left and math.isfinite(apart / abs(left)):
            summary.rel = max(summary.rel or 0.0, apart / abs(left))


def difference(left: float, right: float) -> float | None:
    """Return ``|left - right|`` in double; None where it is no finite number."""
    apart = abs(left - right)
    return apart if math.isfinite(apart) else None
