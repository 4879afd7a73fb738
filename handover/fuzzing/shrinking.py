"""A failing row made small: few cells unlike an ordinary row, and plain values in those.

Which cells matter is found by delta debugging (Zeller and Hildebrandt 2002) against several
ordinary rows at once; which values, by Hypothesis's own shrinker. Every question is a table of
candidates, one bridge call each, never a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from handover.fuzzing.cell_values import CellPlace, cell_places, same, simpler, with_cells
from handover.fuzzing.differential_test import DifferentialTest, Failure
from handover.fuzzing.table import Table
from handover.values import Row
from handover.values.row import Scalar

# So many ordinary rows are tried as the row that the failing one should resemble.
_MOST_ORDINARY = 16
# Hypothesis must come across the failing row before it can shrink it: its own values are drawn
# more often than all simpler ones together.
_TURNS = 3
_MOST_ROUNDS = 64


@dataclass(frozen=True)
class Shrunk:
    """A failing row, the ordinary row it resembles, and the cells in which the two differ.

    ``alone`` is False when the row fails only among others: the answers depend on the batch.
    """

    row: Row
    ordinary: Row
    cells: tuple[CellPlace, ...]
    failure: Failure
    alone: bool


class Shrinker:
    """Shrinks failing rows of one backend.

    Parameters
    ----------
    examiner
        Says whether rows fail.
    ordinary
        Rows that production sends; those that fail themselves are as good as others.
    seed
        Of Hypothesis's choices.
    """

    def __init__(self, examiner: DifferentialTest, ordinary: Sequence[Row], *, seed: int) -> None:
        self._examiner = examiner
        self._columns = examiner.contract.input_columns
        self._places = cell_places(self._columns)
        self._ordinary = ordinary
        self._seed = seed

    def shrink(self, row: Row, failure: Failure) -> Shrunk:
        """Return a row that fails in the same way (output, kind, code), as small as it gets."""
        wanted = failure.signature
        ordinary, cells = self._fewest_cells(row, wanted)
        values = [place.of(row) for place in cells]
        smallest = with_cells(ordinary, zip(cells, values, strict=True))
        if not self._fails([smallest], wanted)[0]:
            ordinary, cells, smallest = row, (), row
        for _ in range(_TURNS):
            plainer = self._plainest(smallest, ordinary, cells, wanted)
            if all(same(place.of(plainer), place.of(smallest)) for place in cells):
                break
            smallest = plainer
        for candidate in (smallest, row):
            found = self._examiner.alone(Table.of([candidate], self._columns))
            if found is not None:
                kept = cells if candidate is smallest else self.differing(row, ordinary)
                kept = tuple(p for p in kept if not same(p.of(candidate), p.of(ordinary)))
                return Shrunk(candidate, ordinary, kept, found, alone=True)
        return Shrunk(row, ordinary, (), failure, alone=False)

    def differing(self, row: Row, ordinary: Row) -> tuple[CellPlace, ...]:
        """Return the cells in which two rows differ, in contract order."""
        return tuple(p for p in self._places if not same(p.of(row), p.of(ordinary)))

    def _fewest_cells(
        self, row: Row, wanted: tuple[str, str, str]
    ) -> tuple[Row, tuple[CellPlace, ...]]:
        """Return an ordinary row and the cells of ``row`` that make it fail, by delta debugging."""
        by_distance = sorted(self._ordinary, key=lambda each: len(self.differing(row, each)))
        states = [_State(each, self.differing(row, each)) for each in by_distance[:_MOST_ORDINARY]]
        for _ in range(_MOST_ROUNDS):
            asked = [(state, part) for state in states if not state.done for part in state.parts()]
            if not asked:
                break
            candidates = [
                with_cells(state.ordinary, ((place, place.of(row)) for place in part))
                for state, part in asked
            ]
            failing: dict[int, list[tuple[CellPlace, ...]]] = {}
            for (state, part), fails in zip(asked, self._fails(candidates, wanted), strict=True):
                if fails:
                    failing.setdefault(id(state), []).append(part)
            for state in states:
                if not state.done:
                    state.narrow(failing.get(id(state), []))
        best = min(states, key=lambda state: len(state.kept))
        return best.ordinary, best.kept

    def _plainest(
        self,
        row: Row,
        ordinary: Row,
        cells: Sequence[CellPlace],
        wanted: tuple[str, str, str],
    ) -> Row:
        """Let Hypothesis shrink the values of a few cells, towards the front of each list."""
        choices = [simpler(p.of(row), p.of(ordinary), p.column) for p in cells]
        if all(len(each) == 1 for each in choices):
            return row
        known: dict[tuple[int, ...], bool] = {tuple(len(each) - 1 for each in choices): True}

        def built(at: tuple[int, ...]) -> Row:
            chosen: list[tuple[CellPlace, Scalar]] = [
                (place, each[index]) for place, each, index in zip(cells, choices, at, strict=True)
            ]
            return with_cells(row, chosen)

        def fails(at: tuple[int, ...]) -> bool:
            if at not in known:
                # One call answers for this row and for all that differ from it in one cell.
                beside = [at]
                for number, each in enumerate(choices):
                    beside += [
                        (*at[:number], index, *at[number + 1 :]) for index in range(len(each))
                    ]
                fresh = [each for each in dict.fromkeys(beside) if each not in known]
                found = self._fails([built(each) for each in fresh], wanted)
                known.update(zip(fresh, found, strict=True))
            return known[at]

        indices = st.tuples(*(_indices(len(each), len(cells)) for each in choices))
        try:
            return built(find(indices, fails, settings=_QUIET, random=Random(self._seed)))
        except NoSuchExample:
            return row

    def _fails(self, rows: Sequence[Row], wanted: tuple[str, str, str]) -> list[bool]:
        found = self._examiner.failures(Table.of(rows, self._columns))
        failing = {failure.row for failure in found if failure.signature == wanted}
        return [number in failing for number in range(len(rows))]


_QUIET = settings(
    max_examples=300,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def _indices(count: int, cells: int) -> st.SearchStrategy[int]:
    """Draw an index, the last one most of the time; shrinks towards 0."""
    last = [count - 1] * (2 * count * cells)
    return st.sampled_from([*range(count), *last])


class _State:
    """Delta debugging of one row against one ordinary row."""

    def __init__(self, ordinary: Row, kept: tuple[CellPlace, ...]) -> None:
        self.ordinary = ordinary
        self.kept = kept
        self.done = not kept
        self._parts = 2

    def parts(self) -> list[tuple[CellPlace, ...]]:
        """Return what to try: nothing, each part, everything but each part; smallest first."""
        size = -(-len(self.kept) // self._parts)
        chunks = [self.kept[at : at + size] for at in range(0, len(self.kept), size)]
        without = [
            tuple(place for place in self.kept if place not in chunk) for chunk in map(set, chunks)
        ]
        found = [(), *chunks, *without]
        return [part for part in dict.fromkeys(found) if len(part) < len(self.kept)]

    def narrow(self, failing: Sequence[tuple[CellPlace, ...]]) -> None:
        """Go on with the smallest part that fails, or with smaller parts, or no more."""
        if failing:
            self.kept = min(failing, key=len)
            self._parts = 2
            self.done = not self.kept
        elif self._parts < len(self.kept):
            self._parts = min(2 * self._parts, len(self.kept))
        else:
            self.done = True
