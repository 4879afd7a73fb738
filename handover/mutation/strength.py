"""The number that a bundle carries for how much its vectors can find.

`Strength.to_json` is ``strength`` of ``vectors/header.json`` (docs/bundle-format.md); what each
word of it means is in docs/strength.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handover.mutation.mutation_run import MutationResult, OutputMutants
from handover.values import Column, Row, value_to_json

# Survivors that a header names; they are counted in full.
MOST_NAMED = 50


@dataclass
class MutantCount:
    """How the mutants of one kind ended.

    ``proved``, ``searched`` and ``tolerated`` ones are equivalent: no allowed row shows them, none
    was found that does, or they are a rounding that stays within the tolerances on every vector.
    """

    killed: int = 0
    proved: int = 0
    searched: int = 0
    tolerated: int = 0
    survived: int = 0

    def to_json(self) -> dict[str, int]:
        """Return the entry of ``kinds``."""
        return {
            "killed": self.killed,
            "proved": self.proved,
            "searched": self.searched,
            "tolerated": self.tolerated,
            "survived": self.survived,
        }


@dataclass(frozen=True)
class Survivor:
    """A mutant that no vector kills, and a row that would."""

    kind: str
    where: str
    row: Row


@dataclass(frozen=True)
class Strength:
    """Killed, equivalent and survived mutants, by kind.

    ``vectors`` counts those that were played, ``rows`` the ones that were searched beside them.
    """

    vectors: int
    rows: int
    kinds: Mapping[str, MutantCount]
    survivors: tuple[Survivor, ...]
    left: tuple[tuple[str, str], ...]

    @property
    def total(self) -> MutantCount:
        """All kinds together."""
        found = MutantCount()
        for each in self.kinds.values():
            found.killed += each.killed
            found.proved += each.proved
            found.searched += each.searched
            found.tolerated += each.tolerated
            found.survived += each.survived
        return found

    def to_json(self, inputs: Sequence[Column]) -> dict[str, Any]:
        """Return the object of the header."""
        total = self.total
        return {
            "vectors": self.vectors,
            "killed": total.killed,
            "equivalent": {
                "proved": total.proved,
                "searched": total.searched,
                "tolerated": total.tolerated,
            },
            "survived": total.survived,
            "searchedRows": self.rows,
            "kinds": {kind: self.kinds[kind].to_json() for kind in sorted(self.kinds)},
            "survivors": [
                {
                    "kind": each.kind,
                    "where": each.where,
                    "row": {
                        column.name: value_to_json(each.row[column.name], column)
                        for column in inputs
                    },
                }
                for each in self.survivors[:MOST_NAMED]
            ],
            "left": [{"what": what, "why": why} for what, why in self.left],
        }


def strength_of(examined: MutationResult) -> Strength:
    """Count an examination."""
    kinds: dict[str, MutantCount] = {}
    survivors = []
    for part in examined.parts:
        for at, kind in enumerate(part.group.kinds.tolist()):
            count = kinds.setdefault(str(kind), MutantCount())
            if part.killer[at] >= 0:
                count.killed += 1
            elif part.found[at] >= 0:
                count.survived += 1
                row = examined.searched[part.found[at]]
                survivors.append(Survivor(str(kind), part.group.where(at), row))
            elif part.group.rounding[at]:
                count.tolerated += 1
            elif at in part.proofs:
                count.proved += 1
            else:
                count.searched += 1
    return Strength(
        len(examined.vectors), len(examined.searched), kinds, tuple(survivors), examined.left
    )


def distinguishable(part: OutputMutants) -> Any:
    """Say which mutants some row tells from the model: those that are not equivalent."""
    return (part.killer >= 0) | (part.found >= 0)
