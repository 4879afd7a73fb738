"""Draw the vectors of stage ``features``: raw rows, ask the function, say what is covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from handover.contract import check_row
from handover.drawing.candidate import Covered, Refusable
from handover.drawing.features.generators.breakpoints import switches
from handover.drawing.features.generators.given import given
from handover.drawing.features.generators.lists import lists
from handover.drawing.features.generators.nulls import nulls
from handover.drawing.features.generators.numbers import numbers
from handover.drawing.features.generators.refused import refused
from handover.drawing.features.generators.sums import sums
from handover.drawing.features.generators.texts import texts
from handover.drawing.features.generators.times import times
from handover.drawing.features.place import places
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround, raw_ground
from handover.drawing.round_robin import in_turns
from handover.faults import ExportRefused, Fault, Owner
from handover.oracle import FeatureFunction, Raised
from handover.progress import Counting, counted
from handover.testvectors import Features, Rejection, TestVector, vector_id
from handover.values import Row
from handover.values.raw_field import raw_to_json

if TYPE_CHECKING:
    from handover.contract import ModelContract

# Raw rows may be long; so many lines of them are still read in a second.
MOST_ROWS = 1_500


@dataclass(frozen=True)
class FeatureVectors:
    """The vectors, and what ``vectors/header.json`` says of them.

    ``header`` is the object under ``features``; ``coverage`` its entries under ``coverage``.
    """

    vectors: tuple[TestVector, ...]
    header: dict[str, object]
    coverage: dict[str, Covered]


def draw_features(
    contract: ModelContract,
    raw: Sequence[Mapping[str, Any]] | None,
    *,
    seed: int,
    max_rows: int | None = None,
    accepted: Mapping[str, str] | None = None,
    function: FeatureFunction | None = None,
    progress: Counting | None = None,
) -> FeatureVectors:
    """Draw raw rows with the features that the data scientist's function makes of them.

    Parameters
    ----------
    contract
        One with a ``features`` block.
    raw
        Raw rows as a service receives them: dicts that the contract lets pass, or does not.
    max_rows
        At most so many vectors; 1,500 without it.
    accepted
        Fault code to the reason for which a person accepts it: HT303 leaves rows out.
    function
        The function, where it cannot be imported by its name in the contract.
    progress
        Called now and then with what is counted, how many are done, and how many there are.

    Raises
    ------
    ExportRefused
        HT106, HT107 for the raw rows; HT303 where the function raises on rows that the contract
        lets pass; HT304 where it answers one row in two ways.
    """
    assert contract.features is not None
    ground = raw_ground(contract, raw, seed=seed, function=function)
    ground = replace(ground, progress=counted(progress, "rows given to the feature function"))
    proposed = _once(ground, _proposed(ground))
    kept = in_turns([each.flag for each in proposed], max_rows or MOST_ROWS)
    proposed = [each for each, stays in zip(proposed, kept, strict=True) if stays]
    faults = _unsteady(ground)
    answered, raised = _answered(ground, proposed)
    if raised and "HT303" not in (accepted or {}):
        faults.append(_raised_fault(raised, len(proposed)))
    if faults:
        raise ExportRefused(*faults)
    vectors = [_vector(ground, each, row) for each, row in answered]
    room = (max_rows or MOST_ROWS) - len(vectors)
    vectors += [_rejected(each) for each in _distinct(ground)][: max(0, room)]
    return FeatureVectors(
        tuple(vectors),
        {
            "rows": ground.given,
            "refusedByRules": ground.refused,
            "leftOut": len(raised),
            "refusedByModel": _refused_by_model(contract, answered),
        },
        {"features": _feature_coverage(contract, answered), "raw": _raw_coverage(ground, answered)},
    )


def _proposed(ground: RawGround) -> Iterator[RawCandidate]:
    assert ground.contract.features is not None
    yield from given(ground, ground.contract.features.vectors.count)
    for generator in (switches, nulls, lists, texts, numbers, sums, times):
        yield from generator(ground)


def _once(ground: RawGround, proposed: Iterator[RawCandidate]) -> list[RawCandidate]:
    """Keep rows that the contract lets pass, each once, for the first reason there is."""
    kept: dict[bytes, RawCandidate] = {}
    for each in proposed:
        if ground.passes(each.row):
            kept.setdefault(ground.key(each.row), each)
    return list(kept.values())


def _answered(
    ground: RawGround, proposed: Sequence[RawCandidate]
) -> tuple[list[tuple[RawCandidate, Row]], list[tuple[RawCandidate, Raised]]]:
    answered, raised = [], []
    for each in proposed:
        answer = ground.answer(each.row)
        if isinstance(answer, Raised):
            raised.append((each, answer))
        else:
            answered.append((each, answer))
    return answered, raised


def _unsteady(ground: RawGround) -> list[Fault]:
    """Return HT304 where a second call for a given row says something else."""
    for number, row in enumerate(ground.rows[:50]):
        first, again = ground.answer(row), ground.oracle.answer(row)
        if isinstance(first, Raised) or isinstance(again, Raised) or first == again:
            continue
        name = next(name for name in first if first[name] != again[name])
        return [
            Fault(
                "HT304",
                "the feature function answers one raw row in two ways",
                Owner.DATA_SCIENTIST,
                where=f"$.features.oracle given row {number}",
                expected=f"{name}={first[name]!r}",
                found=f"{name}={again[name]!r}",
                next="Take clocks, random numbers and kept state out of the function.",
            )
        ]
    return []


def _raised_fault(raised: Sequence[tuple[RawCandidate, Raised]], asked: int) -> Fault:
    first, why = raised[0]
    return Fault(
        "HT303",
        f"the feature function raises on {len(raised)} of {asked} raw rows that may pass",
        Owner.DATA_SCIENTIST,
        where=f"$.features {first.why}",
        expected="features for every row that the rules let pass",
        found=why.message,
        next="Mend the function, forbid such rows in features.inputs, or accept: "
        "--accept HT303 --reason TEXT leaves them out.",
    )


def _vector(ground: RawGround, each: RawCandidate, row: Row) -> TestVector:
    spelled = raw_to_json(each.row, ground.contract.raw_fields)
    return TestVector(
        id=vector_id(each.flag, each.why, spelled),
        flag=each.flag,
        why=each.why,
        input=dict(each.row),
        expected=Features(row),
        stage="features",
    )


def _distinct(ground: RawGround) -> list[Refusable]:
    return list({each.key: each for each in refused(ground)}.values())


def _rejected(each: Refusable) -> TestVector:
    return TestVector(
        id=vector_id(each.flag, each.why, each.row),
        flag=each.flag,
        why=each.why,
        input=each.row,
        expected=Rejection(each.code, each.column),
        stage="features",
    )


def _refused_by_model(
    contract: ModelContract, answered: Sequence[tuple[RawCandidate, Row]]
) -> dict[str, object]:
    """Count raw rows that may pass, and whose features the model's own rules refuse."""
    broken = [(each, faults) for each, row in answered if (faults := check_row(contract, row))]
    if not broken:
        return {"count": 0}
    each, faults = broken[0]
    return {"count": len(broken), "first": f"{each.why}: {faults[0].code} {faults[0].where}"}


def _feature_coverage(
    contract: ModelContract, answered: Sequence[tuple[RawCandidate, Row]]
) -> Covered:
    """Count features that take at least two values; one that never moves tests nothing."""
    left = []
    for column in contract.input_columns:
        values = {repr(row[column.name]) for _, row in answered}
        if len(values) < 2:
            left.append((column.name, "every raw row gives it the same value"))
    total = len(contract.input_columns)
    return Covered(total - len(left), total, tuple(left))


def _raw_coverage(ground: RawGround, answered: Sequence[tuple[RawCandidate, Row]]) -> Covered:
    """Count scalar fields of which some vector has been varied, by kind of place."""
    kinds: dict[str, None] = {}
    for row in ground.rows:
        for place in places(ground.rules, row):
            if place.rule.field.type is not None and not place.rule.field.list:
                kinds[place.kind] = None
    varied = {each.kind for each, _ in answered}
    left = tuple(
        (kind, "no row with another value may pass") for kind in kinds if kind not in varied
    )
    return Covered(len(kinds) - len(left), len(kinds), left)
