"""Mutants of one part of a model: what they are, and playing rows against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from handover.mutation.mutation_rows import MutationRows

RowNumbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Kills:
    """Pairs (mutant, row): the row tells the mutant from the model. Both arrays are as long."""

    mutants: RowNumbers
    rows: RowNumbers

    @staticmethod
    def joined(parts: list[Kills]) -> Kills:
        """Put several together."""
        empty = np.empty(0, dtype=np.int64)
        return Kills(
            np.concatenate([empty, *(part.mutants for part in parts)]),
            np.concatenate([empty, *(part.rows for part in parts)]),
        )


class MutantGroup(Protocol):
    """Mutants, numbered from 0.

    ``kinds`` names the kind of each. ``rounding`` marks those whose change is one ulp of a number
    that is only added or multiplied: no larger than what the tolerances are for, unless a vector
    shows otherwise. ``tried`` counts for each the rows on which its changed part
    was met and the answers were compared.
    """

    kinds: npt.NDArray[np.object_]
    rounding: npt.NDArray[np.bool_]
    tried: RowNumbers

    def play(self, rows: MutationRows, wanted: RowNumbers, *, first: int, most: int) -> Kills:
        """Return kills of the ``wanted`` mutants.

        For each mutant the rows that meet its changed part are put in order; those from number
        ``first`` on are compared, ``most`` of them.
        """

    def where(self, mutant: int) -> str:
        """Name the place of a mutant to a person."""
