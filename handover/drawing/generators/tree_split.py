"""``tree-split``: for every split of every tree a row on either side of its switch value.

The rows are solved (`trees.targets`, `trees.packing`, `trees.probing`), then every claim is
confirmed by walking the tree over the row's own transform; only what was confirmed counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from handover.drawing.candidate import Candidate, Claims
from handover.drawing.coverage import Walked
from handover.drawing.draw_context import Ground
from handover.estimator import ensembles, every_step, library_of
from handover.onnx_export import ExportedModel
from handover.onnx_file import parsed, tree_count
from handover.progress import Progress
from handover.row_space.cells import NULL, Cell, Codes, WireSpace
from handover.row_space.forest import PlacedTree, place
from handover.row_space.graph_trees import feeder, graph_ensembles
from handover.row_space.packing import pack
from handover.row_space.probing import probe
from handover.row_space.targets import Target, Targets, spelled, targets_of
from handover.row_space.walk import Visits, reaches

# Hold-out rows that take part in the search; more add time and hardly any reach.
BASE_ROWS = 400


@dataclass(frozen=True)
class Confirmed:
    """The rows of the cover and which targets each one really meets."""

    rows: Codes
    meets: tuple[tuple[Target, ...], ...]


def tree_split(
    ground: Ground, model: ExportedModel, progress: Progress | None = None
) -> tuple[list[Candidate], Claims, Walked]:
    """Solve, confirm and name the rows.

    scikit-learn's trees are asked themselves. Those of other libraries, and of a model without an
    estimator, are read from the file: for float32 rows its thresholds are theirs, and where they
    were not, a row on either side of the file's would answer otherwise than the estimator.

    ``progress`` hears how many sides of splits rows were built for.

    Returns
    -------
    (candidates, claims, walked)
        One claim a split, resting on the rows of all its sides; the splits that some side cannot
        be reached of are left. Nothing at all for a model without trees.
    """
    order = ground.rng("tree-split").permutation(len(ground.codes))[:BASE_ROWS]
    base = ground.codes[np.sort(order)]
    placed = _placed(ground, model, base)
    if not placed:
        return [], Claims(), Walked()
    wanted = targets_of(placed, ground.space)
    packed = pack(ground.space, wanted.targets, wanted.boxes, base, ground.rng("packing"), progress)
    confirmed = _minimised(
        _confirm(placed, packed.rows[ground.accepted(packed.rows)], wanted.targets)
    )
    met = {target for targets in confirmed.meets for target in targets}
    missed = [target for target in wanted.targets if target not in met]
    probed = probe(
        ground.space,
        placed,
        [*wanted.unresolved, *sorted({(target.tree, target.node) for target in missed})],
        ground.codes,
        ground.accepts,
    )
    candidates: list[Candidate] = []
    keys: dict[tuple[int, int], dict[str, None]] = {}
    ended: dict[tuple[int, int], str] = {}
    done: set[Target] = set()
    for row, targets in zip(ground.space.rows(confirmed.rows), confirmed.meets, strict=True):
        if targets:
            candidates.append(Candidate("tree-split", _why(ground.space, placed, targets), row))
        for target in targets:
            if target not in done:
                done.add(target)
                keys.setdefault((target.tree, target.node), {})[candidates[-1].key] = None
                ended[target.tree, child_of(placed[target.tree], target)] = candidates[-1].key
    for item in probed.found:
        label = f"{placed[item.tree].tree.label} node {item.node}"
        cell = ground.space.cells[item.cell]
        for row, codes, way in zip(
            ground.space.rows(item.rows), item.rows, ("left", "right"), strict=True
        ):
            value = spelled(cell.value(int(codes[item.cell])), cell)
            why = f"{label}: {cell.name} at {value}, beside the value where it turns, goes {way}"
            candidates.append(Candidate("tree-split", why, row))
            keys.setdefault((item.tree, item.node), {})[candidates[-1].key] = None
    claims = _claims(ground.space, placed, wanted, keys, probed.missed)
    return candidates, claims, Walked(placed, ended)


def _placed(ground: Ground, model: ExportedModel, base: Codes) -> tuple[PlacedTree, ...]:
    estimator = ground.oracle.estimator
    foreign = estimator is None or any(
        library_of(step) is not None for step in every_step(estimator)
    )
    known = () if foreign else ensembles(estimator)
    graph = parsed(model.onnx)
    # Trees of another library, or behind a step that we do not look into: the file has them all.
    if known and sum(len(each.trees) for each in known) >= tree_count(graph):
        return place(known, ground.space, ground.present, base)
    found = graph_ensembles(graph)
    feed = feeder(ground.space, ground.contract.string_missing)
    return place(tuple(each.ensemble for each in found), ground.space, feed, base)


def _confirm(placed: Sequence[PlacedTree], rows: Codes, targets: Sequence[Target]) -> Confirmed:
    """Walk every tree over every row; a target is met where the row stands and goes as asked."""
    by_tree: dict[int, list[Target]] = {}
    for target in targets:
        by_tree.setdefault(target.tree, []).append(target)
    meets: list[list[Target]] = [[] for _ in range(len(rows))]
    standing = _standing_on(rows, targets)
    features: dict[int, npt.NDArray[np.float64]] = {}
    for number, wanted in by_tree.items():
        item = placed[number]
        if id(item.transform) not in features:
            features[id(item.transform)] = item.transform(rows)
        seen = features[id(item.transform)]
        for target, row in _met_standing(item, seen, wanted, standing):
            meets[row].append(target)
        loose = [target for target in wanted if target.code is None]
        visits = Visits(item.tree, seen) if loose else None
        for target in loose:
            assert visits is not None
            for row in visits.of(child_of(item, target)).tolist():
                meets[row].append(target)
    return Confirmed(rows, tuple(tuple(each) for each in meets))


def _met_standing(
    item: PlacedTree,
    features: npt.NDArray[np.float64],
    targets: Sequence[Target],
    standing: Mapping[tuple[int, int], npt.NDArray[np.int64]],
) -> Iterator[tuple[Target, int]]:
    """Pair targets with a value to stand on with the rows that stand there and go as asked.

    Only rows that stand where some target wants them are walked: of thousands it is a few a tree.
    """
    asked = [target for target in targets if target.code is not None]
    if not asked:
        return
    rows = [standing[target.cell, target.code] for target in asked if target.code is not None]
    row = np.concatenate(rows)
    place = np.repeat(np.arange(len(asked)), [len(each) for each in rows])
    children = np.array([child_of(item, target) for target in asked])
    met = reaches(item.tree, features[row], children[place])
    for at, number in zip(place[met].tolist(), row[met].tolist(), strict=True):
        yield asked[at], number


def child_of(item: PlacedTree, target: Target) -> int:
    """Return the node on the target's side of its split."""
    return int((item.tree.left if target.left else item.tree.right)[target.node])


def _standing_on(
    rows: Codes, targets: Sequence[Target]
) -> dict[tuple[int, int], npt.NDArray[np.int64]]:
    """Return the rows that have each value a target stands on, by cell and code."""
    wanted: dict[int, set[int]] = {}
    for target in targets:
        if target.code is not None:
            wanted.setdefault(target.cell, set()).add(target.code)
    found = {}
    for cell, codes in wanted.items():
        order = np.argsort(rows[:, cell], kind="stable")
        ordered = rows[order, cell]
        asked = sorted(codes)
        first = np.searchsorted(ordered, asked, side="left").tolist()
        until = np.searchsorted(ordered, asked, side="right").tolist()
        for code, start, end in zip(asked, first, until, strict=True):
            found[cell, code] = order[start:end]
    return found


def _minimised(confirmed: Confirmed) -> Confirmed:
    """Leave out rows whose targets other rows meet too, those with the fewest first.

    Rows are built for what is still open, and later ones meet what earlier ones were built for.
    """
    times = Counter(target for targets in confirmed.meets for target in targets)
    kept = np.ones(len(confirmed.rows), dtype=bool)
    for row in sorted(range(len(kept)), key=lambda row: (len(confirmed.meets[row]), row)):
        if all(times[target] > 1 for target in confirmed.meets[row]):
            kept[row] = False
            times.subtract(confirmed.meets[row])
    meets = (each for each, stays in zip(confirmed.meets, kept, strict=True) if stays)
    return Confirmed(confirmed.rows[kept], tuple(meets))


def _why(space: WireSpace, placed: Sequence[PlacedTree], targets: Sequence[Target]) -> str:
    """Name the first target of each cell the row stands on, and count the others."""
    first = min(targets, key=lambda target: (target.code is None, target.tree, target.node))
    label = f"{placed[first.tree].tree.label} node {first.node}"
    more = len({(target.tree, target.node) for target in targets}) - 1
    rest = f"; and {more} more split{'' if more == 1 else 's'}" if more else ""
    return f"{label}: {_standing(space.cells[first.cell], placed[first.tree], first)}{rest}"


def _standing(cell: Cell, item: PlacedTree, target: Target) -> str:
    way = "left" if target.left else "right"
    if target.code is None:
        return f"{cell.name} is a value that goes {way}"
    if target.code == NULL:
        return f"{cell.name} is null and goes {way}"
    kind = {"f32": "float32", "f64": "float64"}.get(cell.column.type.value, "integer")
    value = spelled(cell.value(target.code), cell)
    if target.steps == 1:
        below = spelled(cell.value(target.code - 1), cell)
        return f"{cell.name} at {value}, one {kind} above {below}, goes {way}"
    if target.steps == -1:
        above = spelled(cell.value(target.code + 1), cell)
        return f"{cell.name} at {value}, one {kind} below the threshold {above}, goes {way}"
    return f"{cell.name} at {value}, the last {kind} that goes {way}"


def _claims(
    space: WireSpace,
    placed: Sequence[PlacedTree],
    wanted: Targets,
    keys: dict[tuple[int, int], dict[str, None]],
    missed: dict[tuple[int, int], str],
) -> Claims:
    reasons = dict(missed)
    for side in wanted.impossible:
        way = "left" if side.left else "right"
        reasons.setdefault((side.tree, side.node), f"{side.why} (going {way})")
    things, left = [], []
    for number, item in enumerate(placed):
        for node in item.tree.splits:
            split = (number, int(node))
            question = partial(_question, space, item, int(node))
            if split in reasons:
                left.append((question(), reasons[split]))
            else:
                things.append((question, tuple(keys[split])))
    return Claims(tuple(things), tuple(left))


def _question(space: WireSpace, item: PlacedTree, node: int) -> str:
    label = f"{item.tree.label} node {node}"
    if item.cell[node] < 0:
        return f"{label} feature {item.tree.feature[node]} <= {item.tree.threshold[node]:.9g}"
    cell = space.cells[item.cell[node]]
    if node in item.left_values:
        return f"{label} {cell.name}"
    sign = "<=" if item.lower_left[node] else ">"
    return f"{label} {cell.name} {sign} {spelled(cell.value(int(item.switch[node])), cell)}"
