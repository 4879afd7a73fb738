"""Greedy cover: few rows that kill everything the rows at hand can kill, each with its reasons."""

from __future__ import annotations

import numpy as np

from handover.mutation.mutant_group import Kills, RowNumbers


def greedy_cover(kills: Kills, *, most: int | None = None) -> list[tuple[int, RowNumbers]]:
    """Choose rows.

    Parameters
    ----------
    kills
        Pairs (mutant, row).
    most
        At most so many rows.

    Returns
    -------
    (row, the mutants first killed by it), the row that kills most first. Every row has at least
    one mutant; without ``most`` every mutant of ``kills`` has exactly one row.
    """
    if not len(kills.mutants):
        return []
    rows, row_of = np.unique(kills.rows, return_inverse=True)
    mutants, mutant_of = np.unique(kills.mutants, return_inverse=True)
    order = np.argsort(row_of, kind="stable")
    edges = np.searchsorted(row_of[order], np.arange(len(rows) + 1))
    open_ = np.ones(len(mutants), dtype=bool)
    counts = np.bincount(row_of, minlength=len(rows))
    by_mutant = np.argsort(mutant_of, kind="stable")
    starts = np.searchsorted(mutant_of[by_mutant], np.arange(len(mutants) + 1))
    chosen: list[tuple[int, RowNumbers]] = []
    while open_.any() and (most is None or len(chosen) < most):
        best = int(counts.argmax())
        mine = np.unique(mutant_of[order[edges[best] : edges[best + 1]]])
        mine = mine[open_[mine]]
        open_[mine] = False
        for mutant in mine:
            pairs = by_mutant[starts[mutant] : starts[mutant + 1]]
            np.subtract.at(counts, np.unique(row_of[pairs]), 1)
        chosen.append((int(rows[best]), mutants[mine]))
    return chosen
