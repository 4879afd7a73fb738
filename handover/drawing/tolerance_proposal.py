"""The tolerance that an output needs: from the class of its graph, and from what was measured.

In: the class that the exporter composed, and the answers of estimator and file on every vector.
Out: how far the two lie apart, and the tolerance to write into the contract. A backend is held
against the file's answers, so the class decides; what the estimator is apart only matters where
the class has no bound of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handover.testvectors import Expected, TestVector
from handover.values import Column, Row, ulp_distance

# The file errs by what it is apart from the estimator, which computes in double; a backend that
# adds in another order errs by as much (one bound holds for every order: Higham, Accuracy and
# Stability, 2002, §4.2). Twice that for two errors, and twice for rows that are no vectors.
ROOM = 4


@dataclass(frozen=True)
class Spread:
    """How far estimator and file lie apart in one output, at most, over so many numbers."""

    ulp: int
    distance: float
    numbers: int


def tolerance_proposals(
    columns: Sequence[Column],
    classes: Mapping[str, str],
    roles: Mapping[str, str],
    vectors: Sequence[TestVector],
) -> dict[str, dict[str, Any]]:
    """Return ``tolerance`` of ``vectors/header.json``: class, spread and proposal by output.

    Parameters
    ----------
    classes
        The class of each output as the determinism profile spells it; an output without one is
        left out.
    roles
        What each output is, such as ``label``.
    vectors
        Those of the bundle; rejections and answers without a number say nothing.
    """
    answers = [each.expected for each in vectors if isinstance(each.expected, Expected)]
    found = {}
    for column in columns:
        given = classes.get(column.name)
        if given is None:
            continue
        spread = _spread(
            column, [(each.wire, each.onnx) for each in answers if each.wire is not None]
        )
        proposed = _proposed(given, roles.get(column.name), column, spread)
        entry: dict[str, Any] = {"class": given, "proposed": proposed}
        if spread.numbers:
            entry["apart"] = {"ulp": spread.ulp, "abs": spread.distance, "of": spread.numbers}
        found[column.name] = entry
    return found


def _spread(column: Column, pairs: Sequence[tuple[Row, Row]]) -> Spread:
    most, distance, numbers = 0, 0.0, 0
    if column.type.is_float:
        for wire, onnx in pairs:
            for left, right in _floats(wire[column.name], onnx[column.name]):
                numbers += 1
                distance = max(distance, abs(left - right))
                most = max(most, ulp_distance(left, right, column.type) or 0)
    return Spread(most, distance, numbers)


def _floats(left: Any, right: Any) -> Iterator[tuple[float, float]]:
    lefts = left if isinstance(left, list) else [left]
    rights = right if isinstance(right, list) else [right]
    for one, other in zip(lefts, rights, strict=False):
        floats = isinstance(one, float) and isinstance(other, float)
        if floats and math.isfinite(one) and math.isfinite(other):
            yield one, other


def _proposed(given: str, role: str | None, column: Column, spread: Spread) -> dict[str, Any]:
    """Return the contract's words for it."""
    if given in ("bits", "bits on FMA"):
        return {"exact": True}
    if not column.type.is_float:
        near = {"ties": "any"} if role == "neighbours.ids" else {"boundary": "report"}
        return {"exact": True, **near}
    if given.startswith("ulp <= "):
        return {"ulp": int(given.removeprefix("ulp <= "))}
    if spread.distance == 0.0:
        return {"ulp": 16}
    return {"abs": _rounded_up(ROOM * spread.distance)}


def _rounded_up(value: float) -> float:
    """Return the next number of one significant digit that is not smaller."""
    power = math.floor(math.log10(value))
    digit = math.ceil(value / 10.0**power)
    return float(f"{digit}e{power}")
