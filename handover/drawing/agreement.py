"""Comparison of two truths, which names the deviations of an export.

Two answers agree within the converter tolerance *or* the output's own. Labels may differ where
the margin allows it, neighbour ids within a group of equal distances.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handover.contract import Tolerance
from handover.values import Column, Row, ulp_distance
from handover.values.row import Scalar, Value

if TYPE_CHECKING:
    from handover.contract import ModelContract


@dataclass(frozen=True)
class Difference:
    """One output in which two answers differ, with both values and how far they are apart."""

    output: str
    expected: Value
    obtained: Value
    distance: float


class Agreement:
    """Compares answers by the rules of one contract."""

    def __init__(self, contract: ModelContract) -> None:
        self._columns = contract.output_columns
        self._roles = {column.name: contract.role(column.name) for column in self._columns}
        self._tolerances = {c.name: contract.tolerance(c.name) for c in self._columns}
        self._converter = contract.converter_tolerance

    def difference(
        self,
        expected: Row,
        obtained: Row,
        *,
        margin: Mapping[str, float] | None = None,
        ties: Mapping[str, Sequence[int]] | None = None,
    ) -> Difference | None:
        """Return the first output that differs, None when all agree."""
        for column in self._columns:
            name, role = column.name, self._roles[column.name]
            left, right = expected[name], obtained[name]
            if role == "neighbours.ids":
                same = self._same_ids(expected, left, right, (ties or {}).get(name, ()))
            elif role in ("label", "cluster"):
                same = left == right or (margin or {}).get(name, math.inf) <= self._score_slack()
            else:
                same = self._same_values(left, right, column)
            if not same:
                return Difference(name, left, right, _distance(left, right))
        return None

    def _same_values(self, left: Value, right: Value, column: Column) -> bool:
        lefts, rights = _items(left), _items(right)
        return len(lefts) == len(rights) and all(
            self._same(one, other, column) for one, other in zip(lefts, rights, strict=True)
        )

    def _same(self, left: Scalar, right: Scalar, column: Column) -> bool:
        if not isinstance(left, float) or not isinstance(right, float):
            return left == right
        if math.isnan(left) or math.isnan(right):
            return math.isnan(left) and math.isnan(right)
        if left == right:
            return True
        if math.isinf(left) or math.isinf(right):
            return False
        return within(left, right, column, self._converter) or within(
            left, right, column, self._tolerances[column.name]
        )

    def _score_slack(self) -> float:
        """Return how far scores near 1 may lie apart: the widest of all tolerances in force."""
        widest = self._converter.abs + self._converter.rel
        for column in self._columns:
            tolerance = self._tolerances[column.name]
            if column.type.is_float and tolerance.kind == "absrel":
                widest = max(widest, tolerance.abs + tolerance.rel)
        return widest

    def _same_ids(self, expected: Row, left: Value, right: Value, tied: Sequence[int]) -> bool:
        lefts, rights = _items(left), _items(right)
        if lefts == rights:
            return True
        if len(lefts) != len(rights):
            return False
        groups = self._groups(expected, len(lefts))
        for number, group in enumerate(groups):
            wanted = Counter(lefts[place] for place in group)
            found = Counter(rights[place] for place in group)
            if number == len(groups) - 1:
                # Any of the ids that tie with the last place may stand there.
                if (found - wanted).keys() - set(tied):
                    return False
            elif wanted != found:
                return False
        return True

    def _groups(self, expected: Row, count: int) -> list[list[int]]:
        """Return runs of places whose scores are equal within tolerance."""
        column = next(
            (
                column
                for column in self._columns
                if self._roles[column.name] in ("neighbours.distance", "neighbours.similarity")
            ),
            None,
        )
        if column is None:
            return [[place] for place in range(count)]
        scores = _items(expected[column.name])[:count]
        groups: list[list[int]] = [[0]]
        for place in range(1, len(scores)):
            if self._same(scores[place - 1], scores[place], column):
                groups[-1].append(place)
            else:
                groups.append([place])
        return groups


def within(expected: float, obtained: float, column: Column, tolerance: Tolerance) -> bool:
    """Say whether a finite float lies within one tolerance of another."""
    if tolerance.kind == "absrel":
        return abs(obtained - expected) <= tolerance.abs + tolerance.rel * abs(expected)
    if tolerance.kind == "ulp":
        apart = ulp_distance(expected, obtained, column.type)
        return apart is not None and apart <= tolerance.ulp
    return expected == obtained


def _items(value: Value) -> list[Scalar]:
    return value if isinstance(value, list) else [value]


def _distance(left: Value, right: Value) -> float:
    apart = [
        abs(one - other)
        for one, other in zip(_items(left), _items(right), strict=False)
        if isinstance(one, float) and isinstance(other, float)
    ]
    known = [distance for distance in apart if not math.isnan(distance)]
    return max(known) if known else math.inf
