"""Comparison of an answered row with its reference: the places that differ, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from handover.compare.ids import Score
from handover.compare.labels import IDS, LABELS, score_allowance
from handover.compare.output import Comparison, Kind, compare
from handover.compare.scalar import type_of
from handover.contract.place import render_path
from handover.testvectors import Expected, Features, Stage, TestVector
from handover.values import Column, ElementType, Row, Value

if TYPE_CHECKING:
    from handover.contract import ModelContract, Tolerance

Truth = Literal["onnx", "wire"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})

# Which outputs a decision rests on, by the role of the decision.
_SCORES_OF = {
    "label": ("probability", "score"),
    "cluster": ("distances",),
    IDS: ("neighbours.distance", "neighbours.similarity"),
}


@dataclass(frozen=True)
class Difference:
    """One place of one output that differs; ``place`` is its index in an array, or None.

    ``expected`` and ``obtained`` are the scalars at the place, or the whole values when the
    difference concerns the output as a whole.
    """

    output: str
    place: int | None
    kind: Kind
    expected: Value
    obtained: object
    obtained_type: ElementType | None = None

    @property
    def path(self) -> str:
        """The place as reports print it, such as ``$.scores[3]``."""
        steps = (self.output,) if self.place is None else (self.output, self.place)
        return render_path(steps)


@dataclass(frozen=True)
class RowComparison:
    """What came of one row: its differences, and the labels that differ within their margin."""

    differences: tuple[Difference, ...] = ()
    within_margin: tuple[str, ...] = ()


class RowComparer:
    """Compares rows by the rules of one contract.

    Parameters
    ----------
    contract
        Columns, roles and tolerances.
    truth
        ``"onnx"``, or ``"wire"`` for the estimator itself, which may differ from its own answer by
        what the converter may, too.
    stage
        Which answers are judged: the model's outputs, or the features, which are its inputs.
    """

    def __init__(
        self, contract: ModelContract, *, truth: Truth = "onnx", stage: Stage = "model"
    ) -> None:
        self.columns: tuple[Column, ...]
        self.roles: dict[str, str]
        self.tolerances: dict[str, Tolerance]
        if stage == "features":
            self.columns = contract.input_columns
            self.roles = {column.name: "value" for column in self.columns}
            self.tolerances = {c.name: contract.feature_tolerance(c.name) for c in self.columns}
        else:
            self.columns = contract.output_columns
            self.roles = {column.name: contract.role(column.name) for column in self.columns}
            self.tolerances = {c.name: contract.tolerance(c.name) for c in self.columns}
        self.converter = contract.converter_tolerance
        self._truth = truth
        self._scores = {column.name: self._score_output(column) for column in self.columns}

    def reference(self, vector: TestVector) -> Row:
        """Return what the vector, which expects no rejection, expects."""
        if isinstance(vector.expected, Features):
            return vector.expected.row
        assert isinstance(vector.expected, Expected)
        if self._truth == "wire" and vector.expected.wire is not None:
            return vector.expected.wire
        return vector.expected.onnx

    def score_of(self, name: str) -> Column | None:
        """Return the output that a label's or a list of ids' decision rests on, if there is one."""
        return self._scores[name]

    def compare(
        self,
        reference: Row,
        obtained: Mapping[str, object],
        *,
        margin: Mapping[str, float] = _NOTHING,
        ties: Mapping[str, Sequence[int]] = _NOTHING,
    ) -> RowComparison:
        """Compare every output of a row.

        Parameters
        ----------
        reference
            A truth, or an earlier answer.
        obtained
            What is compared with it.
        margin
            By label: how far the reference decision is from flipping.
        ties
            By list of ids: ids beyond it that tie with its last.
        """
        differences: list[Difference] = []
        within = []
        for column in self.columns:
            found = self._compare(column, reference, obtained, margin.get(column.name), ties)
            differences += _places(column, found, reference, obtained)
            if found.within_margin:
                within.append(column.name)
        return RowComparison(tuple(differences), tuple(within))

    def _compare(
        self,
        column: Column,
        reference: Row,
        obtained: Mapping[str, object],
        margin: float | None,
        ties: Mapping[str, Sequence[int]],
    ) -> Comparison:
        name, role = column.name, self.roles[column.name]
        score = self._score(name, reference)
        found = Comparison()
        for tolerance in self._classes(column):
            found = compare(
                reference[name],
                obtained[name],
                column,
                tolerance,
                role=role,
                margin=margin,
                allowance=score_allowance(score, self.converter) if role in LABELS else 0.0,
                scores=score,
                ties=ties.get(name, ()),
            )
            if found.passed:
                break
        return found

    def _classes(self, column: Column) -> Sequence[Tolerance]:
        """Return the tolerances of which one must hold, the declared one last."""
        declared = self.tolerances[column.name]
        if self._truth == "wire" and column.type.is_float:
            return (self.converter, declared)
        return (declared,)

    def _score_output(self, column: Column) -> Column | None:
        wanted = _SCORES_OF.get(self.roles[column.name], ())
        for other in self.columns:
            if self.roles[other.name].partition("[")[0] in wanted and other.type.is_float:
                return other
        return None

    def _score(self, name: str, reference: Row) -> Score | None:
        output = self._scores[name]
        if output is None:
            return None
        return Score(output, self.tolerances[output.name], reference[output.name])


def _places(
    column: Column, result: Comparison, reference: Row, obtained: Mapping[str, object]
) -> Iterator[Difference]:
    kind = result.kind
    if kind is None:
        return
    expected, found = reference[column.name], obtained[column.name]
    by_element = (
        kind in ("value", "null") and isinstance(expected, list) and isinstance(found, list)
    )
    if result.at and by_element and isinstance(expected, list) and isinstance(found, list):
        for place in result.at:
            yield Difference(column.name, place, kind, expected[place], found[place])
        return
    yield Difference(column.name, None, kind, expected, found, _other_type(found, column))


def _other_type(found: object, column: Column) -> ElementType | None:
    """Return the type that was returned instead of the declared one."""
    for item in found if isinstance(found, list) else [found]:
        if item is not None and type_of(item, column.type) not in (None, column.type):
            return type_of(item, column.type)
    return None
