"""The mutants of all operators that are no trees, each run by ONNX Runtime.

A graph with trees is cut at them, so that a mutant of a scaler loads no forest: a mutant before
the trees runs as a small graph whose result the unchanged rest answers, a mutant behind them as a
small graph fed with what the trees gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.mutation.comparer import Answers, Comparer
from handover.mutation.graph.catalogue import changes
from handover.mutation.graph.edit import Change, Site
from handover.mutation.graph.scores import base_values, class_labels, post_transform
from handover.mutation.mutant_group import Kills, RowNumbers
from handover.mutation.mutation_rows import MutationRows
from handover.onnx_file import GraphPart, PartRefused, attributes_of, part_of, tree_nodes

if TYPE_CHECKING:
    import onnx

Feed = Mapping[str, npt.NDArray[Any]]
# A feed and the rows it belongs to, None for a feed of its own; the answers of a mutant.
Run = Callable[[Feed, MutationRows | None], Answers]


class GraphGroup:
    """See `Group`."""

    def __init__(
        self,
        model: onnx.ModelProto,
        comparer: Comparer,
        rows: MutationRows,
        inputs: Mapping[str, Any],
    ) -> None:
        """Make the mutants; ``rows`` tell the element types of inner tensors."""
        self._comparer = comparer
        self._cut = _Cut(model, rows.feed)
        found: list[Change] = [*changes(model, inputs), *_tree_changes(model)]
        kept = []
        self._runs: list[Run] = []
        for change in found:
            try:
                run = self._cut.mutant(change)
                run(_first(rows.feed), None)
            except PartRefused:
                # It does not load, or raises on an ordinary row: nobody could ship it.
                continue
            kept.append(change)
            self._runs.append(run)
        self.changes = kept
        self.kinds = np.array([change.kind for change in kept], dtype=object)
        # Before a tree one ulp may decide which branch is taken.
        self.rounding = np.array(
            [c.kind.endswith("one ulp off") and not self._cut.before_trees(c) for c in kept],
            dtype=np.bool_,
        )
        self.tried: RowNumbers = np.zeros(len(kept), dtype=np.int64)
        self._lines = {node.output[0]: node.op_type for node in model.graph.node if node.output}

    def where(self, mutant: int) -> str:
        """Name operator and what is changed."""
        change = self.changes[mutant]
        return f"{self._lines[change.output]} {change.output}: {change.what}"

    def play(self, rows: MutationRows, wanted: RowNumbers, *, first: int, most: int) -> Kills:
        """Return kills of the wanted mutants; each meets every row."""
        kills = []
        every = np.arange(len(rows))[first : first + most]
        if not len(every):
            return Kills.joined([])
        part = rows if len(every) == len(rows) else rows.take(every)
        for mutant in wanted.tolist():
            wrong = self._wrong(part, mutant)
            self.tried[mutant] += len(every)
            where = every[wrong]
            kills.append(Kills(np.full(len(where), mutant), where))
        return Kills.joined(kills)

    def _wrong(self, rows: MutationRows, mutant: int) -> npt.NDArray[np.bool_]:
        run = self._runs[mutant]
        every = np.arange(len(rows))
        try:
            answers = run(rows.feed, rows)
        except PartRefused:
            # It raises on some row, which a verify reports too: find which ones.
            raised = [self._raises(rows, run, at) for at in every.tolist()]
            return np.array(raised, dtype=np.bool_)
        return rows.wrong(self._comparer, answers, every)

    def _raises(self, rows: MutationRows, run: Run, at: int) -> bool:
        one = rows.take(np.array([at]))
        try:
            answers = run(one.feed, None)
        except PartRefused:
            return True
        return bool(rows.wrong(self._comparer, answers, np.array([at]))[0])


class _Cut:
    """A graph cut at its tree operators."""

    def __init__(self, model: onnx.ModelProto, feed: Feed) -> None:
        self._model = model
        self._outputs = [value.name for value in model.graph.output]
        operators = tree_nodes(model)
        self._before = sorted({operator.input for operator in operators})
        self._after = sorted(
            {name for each in operators for name in model.graph.node[each.at].output if name}
        )
        self._front = self._back = self._rest_model = None
        self._known: tuple[MutationRows, dict[str, npt.NDArray[Any]]] | None = None
        if not operators:
            return
        self._front = part_of(model, self._before)
        self._inner = GraphPart(part_of(model, [*self._before, *self._after]))
        self._names = [*self._before, *self._after]
        tensors = dict(zip(self._names, self._inner(_first(feed)), strict=True))
        after = {name: tensors[name] for name in self._after}
        before = {name: tensors[name] for name in self._before}
        self._back = part_of(model, self._outputs, given=after)
        self._rest_model = part_of(model, self._outputs, given=before)
        self._rest = GraphPart(self._rest_model)

    def mutant(self, change: Change) -> Run:
        """Return the function from a feed to a mutant's answers.

        Inner tensors of the same rows are computed once.
        """
        makes = change.output
        in_front, in_back = _holds(self._front, makes), _holds(self._back, makes)
        if in_front and not _holds(self._rest_model, makes):
            return self._through_rest(change)
        if in_back and not in_front:
            return self._behind(change)
        whole = GraphPart(_changed(self._model, change))
        return lambda feed, _: dict(zip(self._outputs, whole(feed), strict=True))

    def before_trees(self, change: Change) -> bool:
        """Say whether a tree reads what the change touches."""
        return _holds(self._front, change.output)

    def _through_rest(self, change: Change) -> Run:
        assert self._front is not None
        front = GraphPart(_changed(self._front, change))
        rest = self._rest

        def run(feed: Feed, _: MutationRows | None) -> Answers:
            tensors = dict(zip(self._before, front(feed), strict=True))
            return dict(zip(self._outputs, rest({**feed, **tensors}), strict=True))

        return run

    def _behind(self, change: Change) -> Run:
        assert self._back is not None
        back = GraphPart(_changed(self._back, change))

        def run(feed: Feed, of: MutationRows | None) -> Answers:
            return dict(zip(self._outputs, back({**feed, **self._tensors(feed, of)}), strict=True))

        return run

    def _tensors(self, feed: Feed, of: MutationRows | None) -> dict[str, npt.NDArray[Any]]:
        if of is not None and self._known is not None and self._known[0] is of:
            return self._known[1]
        tensors = dict(zip(self._names, self._inner(feed), strict=True))
        if of is not None:
            self._known = (of, tensors)
        return tensors


def _tree_changes(model: onnx.ModelProto) -> Iterator[Change]:
    """Yield what a tree operator has beside its trees."""
    for operator in tree_nodes(model):
        node = model.graph.node[operator.at]
        site = Site(node, attributes_of(node), {})
        for family in (base_values, post_transform, class_labels):
            yield from family(site)


def _changed(model: onnx.ModelProto, change: Change) -> onnx.ModelProto:
    copy = type(model)()
    copy.CopyFrom(model)
    change.apply(copy.graph)
    return copy


def _holds(model: onnx.ModelProto | None, output: str) -> bool:
    return model is not None and any(output in node.output for node in model.graph.node)


def _first(feed: Feed) -> dict[str, npt.NDArray[Any]]:
    return {name: array[:1] for name, array in feed.items()}
