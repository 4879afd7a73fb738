"""Strength of a sampled parity test: the same mutants against a few ordinary rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from handover.mutation.mutation_run import MutationResult, MutationRun
from handover.mutation.strength import distinguishable
from handover.values import Row


@dataclass(frozen=True)
class SampledStrength:
    """``killed`` of ``total`` mutants that are not equivalent, with ``rows`` rows.

    ``stored`` of the rows are the bundle's hold-out vectors; the others were put together from
    their cells.
    """

    rows: int
    stored: int
    killed: int
    total: int


def sampled_strength(
    examiner: MutationRun, examined: MutationResult, sizes: Sequence[int]
) -> list[SampledStrength]:
    """Play samples of ordinary rows against every mutant that some row tells from the model."""
    wanted = [np.flatnonzero(distinguishable(part)) for part in examined.parts]
    total = sum(map(len, wanted))
    rng = np.random.default_rng([examiner.subject.seed, 80])
    stored: list[Row] = [
        {**vector.input}  # type: ignore[dict-item]  # answered rows are wire rows
        for vector in examiner.vectors
        if vector.flag == "hold-out"
    ]
    order = rng.permutation(len(stored))
    ordinary = [stored[at] for at in order]
    mixed = _mixed(examiner, max(0, max(sizes, default=0) - len(ordinary)), rng)
    found = []
    for size in sizes:
        rows = [*ordinary, *mixed][:size]
        killers = examiner.play(examiner.maker.of_rows(rows), wanted=wanted)
        killed = sum(int((killer >= 0).sum()) for killer in killers)
        found.append(SampledStrength(len(rows), min(len(ordinary), size), killed, total))
    return found


def _mixed(examiner: MutationRun, count: int, rng: np.random.Generator) -> list[Row]:
    """Put rows together, each cell from a row of its own, as the contract allows them."""
    subject = examiner.subject
    if not count:
        return []
    codes = np.stack(
        [
            rng.choice(subject.base[:, cell], size=2 * count)
            for cell in range(subject.base.shape[1])
        ],
        axis=1,
    )
    return [row for row in subject.space.rows(codes) if subject.accepts(row)][:count]
