"""Rows that may kill what the vectors let live: solved for trees, varied for everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from handover.mutation.mutant_group import RowNumbers
from handover.mutation.mutated_model import MutatedModel
from handover.mutation.trees.regions import Ended, Regions
from handover.mutation.trees.tree_group import TreeGroup
from handover.row_space.boxes import Boxes, Layout, complete
from handover.row_space.cells import NULL, Codes
from handover.row_space.forest import place
from handover.row_space.graph_trees import feeder
from handover.row_space.packing import pack, usual_codes
from handover.row_space.targets import Target


class TreeSearch:
    """Solves rows for the mutants of one tree operator, a round at a time.

    ``proofs`` holds for each mutant that no allowed row can show why that is so.
    """

    def __init__(self, subject: MutatedModel, group: TreeGroup) -> None:
        self._subject = subject
        self._group = group
        self._layout = Layout.of(subject.space)
        present = feeder(subject.space, subject.contract.string_missing)
        placed = place((group.found.ensemble,), subject.space, present, subject.base)
        self._placed = placed
        self._regions = Regions(subject.space, placed, group.found.leaves, group.used, subject.base)
        self._usual = usual_codes(subject.space, subject.base)
        self._rng = np.random.default_rng([subject.seed, 77])
        self._open: dict[int, Iterator[Boxes | Ended]] = {}
        self._last: dict[int, list[Boxes]] = {}
        self.proofs: dict[int, str] = {}

    def begin(self, wanted: RowNumbers) -> None:
        """Say which mutants to search for."""
        group = self._group
        mutants = [
            (str(group.kinds[at]), int(group.tree[at]), int(group.node[at])) for at in wanted
        ]
        self._regions.prepare(mutants)
        self._open = {
            int(at): self._regions.of(*each) for at, each in zip(wanted, mutants, strict=True)
        }

    def packed(self, wanted: RowNumbers) -> Codes:
        """Return few rows, shape (rows, cells), that stand in the first box of each mutant."""
        targets: list[Target] = []
        boxes: list[Boxes] = []
        for at in wanted.tolist():
            box = self._next(at)
            if box is not None:
                targets.append(self._target(at, box))
                boxes.append(box)
        if not boxes:
            return np.empty((0, len(self._subject.space.cells)), dtype=np.int64)
        rng = np.random.default_rng([self._subject.seed, 78])
        packed = pack(self._subject.space, tuple(targets), _stacked(boxes), self._subject.base, rng)
        return packed.rows

    def single(self, wanted: RowNumbers, *, each: int) -> Codes:
        """Return rows for each wanted mutant alone: other boxes, other base rows."""
        rows = []
        for at in wanted.tolist():
            for turn in range(each):
                box = self._next(at)
                known = self._last.get(at, [])
                if box is None and not known:
                    break
                if box is None:
                    box = known[turn % len(known)]
                base = self._subject.base[int(self._rng.integers(len(self._subject.base)))]
                rows.append(complete(self._subject.space, self._layout, box, base, self._usual))
        shape = (len(rows), len(self._subject.space.cells))
        return np.array(rows, dtype=np.int64).reshape(shape)

    def beside_missing(self, *, most: int = 60) -> Codes:
        """Return rows that leave a cell null at the splits nearest to the value it is filled with.

        There another fill value shows: ``most`` splits a feature, shape (rows, cells).
        """
        near: dict[int, list[tuple[float, int, int]]] = {}
        for number, item in enumerate(self._placed):
            for node in item.tree.splits.tolist():
                feature = int(item.tree.feature[node])
                filled = float(item.mapped.at_null[feature])
                cell = int(item.cell[node])
                if cell >= 0 and self._subject.space.cells[cell].nullable and not np.isnan(filled):
                    apart = abs(float(item.tree.threshold[node]) - filled)
                    near.setdefault(feature, []).append((apart, number, node))
        rows = []
        for found in near.values():
            for _, number, node in sorted(found)[:most]:
                item = self._placed[number]
                box = item.boxes.take(np.array([node]))
                cell = int(item.cell[node])
                if self._subject.space.cells[cell].table is not None:
                    continue
                place = int(self._layout.place[cell])
                box.low[0, place], box.high[0, place] = 1, 0
                if box.possible(self._layout)[0]:
                    base = self._subject.base[int(self._rng.integers(len(self._subject.base)))]
                    rows.append(complete(self._subject.space, self._layout, box, base, self._usual))
        shape = (len(rows), len(self._subject.space.cells))
        return np.array(rows, dtype=np.int64).reshape(shape)

    def _next(self, at: int) -> Boxes | None:
        if at not in self._open:
            return None
        found = next(self._open[at])
        if isinstance(found, Ended):
            del self._open[at]
            if found.proof:
                self.proofs[at] = found.proof
            return None
        self._last.setdefault(at, []).append(found)
        return found

    def _target(self, at: int, box: Boxes) -> Target:
        """Say what a row of the box stands on: the value of the node's cell, where it is one."""
        tree, node = int(self._group.tree[at]), int(self._group.node[at])
        cell = max(int(self._placed[tree].cell[node]), 0)
        code: int | None = None
        if self._subject.space.cells[cell].table is None:
            place = int(self._layout.place[cell])
            low, high = int(box.low[0, place]), int(box.high[0, place])
            if low == high and not box.null[0, place]:
                code = low
            elif low > high:
                code = NULL
        return Target(tree, node, left=True, cell=cell, code=code, steps=0)


def varied(subject: MutatedModel, *, rows: int) -> Codes:
    """Return rows around the hold-out: as they are, each cell varied alone, all cells at random.

    Numbers take the ends of their range, zero, whole numbers and values beside those of the
    hold-out; table cells take every value; null is taken where it is allowed.
    """
    rng = np.random.default_rng([subject.seed, 79])
    base, space = subject.base, subject.space
    picked = base[rng.permutation(len(base))[: max(1, rows // 3)]]
    alone = []
    for number in range(len(space.cells)):
        values = _values(subject, number, rng)
        starts = base[rng.integers(len(base), size=len(values))].copy()
        starts[:, number] = values
        alone.append(starts)
    mixed = np.stack(
        [
            rng.choice(
                np.concatenate([_values(subject, number, rng), base[:, number]]),
                size=max(1, rows // 3),
            )
            for number in range(len(space.cells))
        ],
        axis=1,
    )
    return np.concatenate([picked, *alone, mixed, _stored(subject, most=rows)])


def _stored(subject: MutatedModel, *, most: int) -> Codes:
    """Return rows that the model itself stores, as a neighbour search does its samples."""
    from onnx import numpy_helper

    cells = subject.space.cells
    found: list[Codes] = [np.empty((0, len(cells)), dtype=np.int64)]
    for initializer in subject.model.graph.initializer:
        if list(initializer.dims[1:]) != [len(cells)] or any(c.table is not None for c in cells):
            continue
        values = numpy_helper.to_array(initializer)[:most]
        if values.dtype.kind == "f" and np.isfinite(values).all():
            columns = [cell.codes(values[:, number]) for number, cell in enumerate(cells)]
            found.append(np.stack(columns, axis=1))
    return np.concatenate(found)


def _values(subject: MutatedModel, number: int, rng: np.random.Generator) -> Codes:
    cell = subject.space.cells[number]
    null = [NULL] if cell.nullable else []
    if cell.table is not None:
        return np.array([*range(cell.low, cell.high + 1), *null], dtype=np.int64)
    seen = subject.base[:, number]
    seen = seen[seen != NULL]
    some = rng.choice(seen, size=min(4, len(seen)), replace=False) if len(seen) else seen
    values = [cell.low, 0, cell.high, *some.tolist(), *(some + 1).tolist()]
    inside = [value for value in values if cell.low <= value <= cell.high]
    return np.array([*dict.fromkeys(inside), *null], dtype=np.int64)


def _stacked(boxes: Sequence[Boxes]) -> Boxes:
    return Boxes(
        np.concatenate([box.low for box in boxes]),
        np.concatenate([box.high for box in boxes]),
        np.concatenate([box.null for box in boxes]),
        np.concatenate([box.sets for box in boxes]),
    )
