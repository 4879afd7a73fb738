"""Every mutant of a model held against rows: killed, equivalent, or survived with a row that kills.

In: a `MutatedModel` and vectors. Out: an `MutationResult`. Nothing is random but for a seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from handover.mutation.comparer import Comparer
from handover.mutation.graph.catalogue import not_mutated
from handover.mutation.graph.graph_group import GraphGroup
from handover.mutation.greedy_cover import greedy_cover
from handover.mutation.mutant_group import Kills, MutantGroup, RowNumbers
from handover.mutation.mutated_model import MutatedModel
from handover.mutation.mutation_rows import MutationRows, RowMaker
from handover.mutation.search import TreeSearch, varied
from handover.mutation.trees.tree_group import TreeGroup
from handover.onnx_file import GraphPart
from handover.row_space.graph_trees import feeder, graph_ensembles
from handover.testvectors import TestVector
from handover.values import Row

Progress = Callable[[int, int], None]

# Rows compared for a mutant that lives: first few, because most die at once, then more.
ROUNDS = ((0, 2), (2, 14), (16, 112))
# Rows varied for all; a tree mutant that fewer than `ENOUGH` rows have met gets `OWN_ROWS` of its
# own besides the packed ones, solved and played so many at a time.
VARIED = 900
ENOUGH, OWN_ROWS, BLOCK = 12, 6, 4000
# Mutants between two calls of a progress callback.
STEP = 20_000


@dataclass
class OutputMutants:
    """One group with what is known of its mutants.

    ``killer`` holds for each mutant the number of the vector that kills it, -1 for none;
    ``found`` the number of the searched row that would, -1 for none; ``proofs`` why no row can.
    """

    group: MutantGroup
    killer: RowNumbers
    found: RowNumbers
    proofs: dict[int, str] = field(default_factory=dict)

    @property
    def open(self) -> RowNumbers:
        """Mutants to search rows for: neither killed, nor settled by a proof or a tolerance."""
        settled = (self.killer >= 0) | (self.found >= 0) | self.group.rounding
        return np.array(
            [at for at in np.flatnonzero(~settled).tolist() if at not in self.proofs],
            dtype=np.int64,
        )


@dataclass(frozen=True)
class MutationResult:
    """What came of all mutants.

    ``vectors`` are those that were played; ``searched`` the rows that `Part.found` numbers, the
    kept ones first: ``kept`` of them kill everything that searched rows kill. ``left`` names what
    was not mutated, and why.
    """

    parts: tuple[OutputMutants, ...]
    vectors: tuple[TestVector, ...]
    searched: tuple[Row, ...]
    kept: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
    left: tuple[tuple[str, str], ...]


class MutationRun:
    """Makes the mutants of a subject once, and plays rows against them."""

    def __init__(self, subject: MutatedModel, vectors: Sequence[TestVector]) -> None:
        self.subject = subject
        self.comparer = Comparer(subject.contract)
        self.maker = RowMaker(subject.contract, GraphPart(subject.model), self.comparer)
        self.rows, self.vectors = self.maker.of_vectors(vectors)
        self.left: list[tuple[str, str]] = []
        self.groups = tuple(self._groups())
        self._searches: dict[int, TreeSearch] = {}

    def _groups(self) -> list[MutantGroup]:
        found: list[MutantGroup] = []
        for each in graph_ensembles(self.subject.model):
            output = self.subject.model.graph.node[each.operator.at].output[0]
            name = f"{each.operator.operator} {output}"
            if each.operator.aggregate not in ("SUM", "AVERAGE"):
                self.left.append((name, f"trees that are joined by {each.operator.aggregate}"))
            elif any(tree.opaque.any() for tree in each.ensemble.trees):
                self.left.append((name, "splits that ask for a set of values"))
            elif any(len(tree.splits) for tree in each.ensemble.trees):
                (head,) = each.ensemble.transformers
                space = self.subject.space
                codes = np.concatenate([self.subject.base, varied(self.subject, rows=60)])
                feed = feeder(space, self.subject.contract.string_missing)(codes)
                missing = np.isnan(head.transform(feed)).any(axis=0)
                group = TreeGroup(self.subject.model, each, self.comparer, can_miss=missing)
                if group.stride > 1:
                    share = f"one of {group.stride} mutants was played, of {group.made:,}"
                    self.left.append((name, share))
                found.append(group)
        self.left += not_mutated(self.subject.model)
        found.append(GraphGroup(self.subject.model, self.comparer, self.rows, self.subject.missing))
        return found

    def play(
        self,
        rows: MutationRows,
        *,
        wanted: Sequence[RowNumbers] | None = None,
        progress: Progress | None = None,
    ) -> list[RowNumbers]:
        """Return for each group which row kills each mutant, -1 for none.

        ``wanted`` names for each group the mutants to play, all of them by default.
        """
        killers: list[RowNumbers] = [
            np.full(len(group.kinds), -1, dtype=np.int64) for group in self.groups
        ]
        asked = [np.arange(len(killer)) for killer in killers] if wanted is None else wanted
        total, done = sum(map(len, asked)), 0
        for group, killer, mine in zip(self.groups, killers, asked, strict=True):
            for first, most in ROUNDS if isinstance(group, TreeGroup) else ((0, len(rows)),):
                living = mine[killer[mine] < 0]
                # So many at a time that progress is seen.
                for start in range(0, len(living), STEP):
                    part = living[start : start + STEP]
                    kills = group.play(rows, part, first=first, most=most)
                    killer[kills.mutants[::-1]] = kills.rows[::-1]
                    if progress is not None and first == 0:
                        progress(done + start + len(part), total)
            done += len(mine)
        return killers

    def examine(self, *, progress: Progress | None = None) -> MutationResult:
        """Hold every mutant against the vectors; search rows for those that live."""
        parts = [
            OutputMutants(group, killer, np.full(len(killer), -1, dtype=np.int64))
            for group, killer in zip(
                self.groups, self.play(self.rows, progress=progress), strict=True
            )
        ]
        searched: list[Row] = []
        kills: list[Kills] = []
        self._try(parts, self._packed(parts), searched, kills)
        self._try(parts, varied(self.subject, rows=VARIED), searched, kills)
        for codes in self._single(parts):
            self._try(parts, codes, searched, kills)
        starts = np.cumsum([0, *(len(part.killer) for part in parts)])
        chosen = greedy_cover(Kills.joined(kills))
        kept = []
        for row, mutants in chosen:
            pairs = []
            for mutant in mutants.tolist():
                owner = int(np.searchsorted(starts, mutant, side="right")) - 1
                at = mutant - int(starts[owner])
                parts[owner].found[at] = row
                pairs.append((owner, at))
            kept.append((row, tuple(pairs)))
        return MutationResult(
            tuple(parts), self.vectors, tuple(searched), tuple(kept), tuple(self.left)
        )

    def _packed(self, parts: Sequence[OutputMutants]) -> npt.NDArray[np.int64]:
        width = len(self.subject.space.cells)
        blocks: list[npt.NDArray[np.int64]] = [np.empty((0, width), dtype=np.int64)]
        others = parts[-1].open
        for number, part in enumerate(parts):
            if isinstance(part.group, TreeGroup) and (len(part.open) or len(others)):
                search = TreeSearch(self.subject, part.group)
                self._searches[number] = search
                search.begin(part.open)
                blocks.append(search.packed(part.open))
                if len(others):
                    blocks.append(search.beside_missing())
                part.proofs.update(search.proofs)
        return np.concatenate(blocks)

    def _single(self, parts: Sequence[OutputMutants]) -> Iterator[npt.NDArray[np.int64]]:
        """Yield blocks of rows for the mutants that too few rows have met."""
        for number, search in self._searches.items():
            part = parts[number]
            few = part.open[part.group.tried[part.open] < ENOUGH]
            for start in range(0, len(few), BLOCK // OWN_ROWS):
                yield search.single(few[start : start + BLOCK // OWN_ROWS], each=OWN_ROWS)
                part.proofs.update(search.proofs)

    def _try(
        self,
        parts: Sequence[OutputMutants],
        codes: npt.NDArray[np.int64],
        searched: list[Row],
        kills: list[Kills],
    ) -> None:
        """Play searched rows against what is open; note every kill by a row of the contract."""
        if not len(codes) or not any(len(part.open) for part in parts):
            return
        played = self.maker.of_rows(self.subject.space.rows(codes))
        start, offset = len(searched), 0
        allowed: dict[int, bool] = {}
        for part in parts:
            open_ = part.open
            if len(open_):
                most = len(played) if not isinstance(part.group, TreeGroup) else 64
                found = part.group.play(played, open_, first=0, most=most)
                for row in np.unique(found.rows).tolist():
                    if row not in allowed:
                        allowed[row] = self.subject.accepts(played.rows[row])
                kept = np.array([allowed[row] for row in found.rows.tolist()], dtype=bool)
                found = Kills(found.mutants[kept], found.rows[kept])
                part.found[found.mutants] = found.rows + start
                kills.append(Kills(found.mutants + offset, found.rows + start))
            offset += len(part.killer)
        searched.extend(played.rows)
