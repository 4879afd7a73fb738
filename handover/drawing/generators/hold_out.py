"""``hold-out``: rows that really occurred, spread over what the model answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from handover.drawing.candidate import Candidate
from handover.drawing.draw_context import Ground
from handover.oracle import Raised
from handover.values import ElementType


def hold_out(ground: Ground, count: int) -> list[Candidate]:
    """Draw rows stratified over outputs, and the first row of every rare category.

    Parameters
    ----------
    count
        How many rows; fewer when the hold-out has no more. Rows for rare categories come on top.
    """
    rows = list(ground.rows)
    strata = _strata(ground)
    order = ground.rng("hold-out").permutation(len(rows))
    waiting: dict[str, list[int]] = {}
    for number in order:
        waiting.setdefault(strata[number], []).append(int(number))
    chosen: list[int] = []
    seen: set[str] = set()
    while len(chosen) < count and waiting:
        for stratum in sorted(waiting):
            number = waiting[stratum].pop(0)
            if not waiting[stratum]:
                del waiting[stratum]
            content = repr(rows[number])
            if content not in seen and len(chosen) < count:
                seen.add(content)
                chosen.append(number)
    chosen.extend(_rare(ground, chosen))
    return [
        Candidate(
            "hold-out", f"hold-out row, {strata[number]}", rows[number], ground.sources[number]
        )
        for number in chosen
    ]


def _strata(ground: Ground) -> list[str]:
    """Name each row's place among the answers: class, and tenth of the first score."""
    answers = ground.oracle.wire(ground.oracle.frame(ground.rows))
    kept = [answer for answer in answers if not isinstance(answer, Raised)]
    names = [["" if not isinstance(a, Raised) else "estimator raises"] for a in answers]
    for column in ground.contract.output_columns:
        if column.length is not None or not kept:
            continue
        values = [None if isinstance(a, Raised) else a[column.name] for a in answers]
        if column.type.is_float:
            present = np.array([np.nan if v is None else v for v in values], dtype=np.float64)
            parts = [
                f"{column.name} in tenth {tenth}" if tenth else "" for tenth in _tenths(present)
            ]
        else:
            parts = ["" if value is None else f"{column.name} {value}" for value in values]
        for name, part in zip(names, parts, strict=True):
            name.append(part)
    return [", ".join(part for part in name if part) or "any answer" for name in names]


def _tenths(values: npt.NDArray[np.float64]) -> Sequence[int]:
    finite = values[np.isfinite(values)]
    if not len(finite):
        return [0] * len(values)
    edges = np.quantile(finite, np.linspace(0.1, 0.9, 9))
    return [
        int(np.searchsorted(edges, v, side="left")) + 1 if np.isfinite(v) else 0 for v in values
    ]


def _rare(ground: Ground, chosen: Sequence[int]) -> list[int]:
    extra: list[int] = []
    for column in ground.columns:
        if column.length is not None or column.type not in (ElementType.STRING, ElementType.BOOL):
            continue
        taken = {ground.rows[number][column.name] for number in (*chosen, *extra)}
        for number, row in enumerate(ground.rows):
            # Free text has as many values as rows: only what an encoder or an enum knows is rare.
            value = row[column.name]
            known = value is None or value in ground.known.get(column.name, ())
            if known and value not in taken:
                taken.add(value)
                extra.append(number)
    return extra
