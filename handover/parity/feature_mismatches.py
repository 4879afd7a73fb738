"""Mismatches at stage ``features``, each with its effect on the model's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handover.compare import Difference, RowComparer, RowComparison
from handover.contract import check_row
from handover.contract.raw_check import raw_place
from handover.parity.mismatch_parts import outcome_mismatch, spelled, value_mismatch
from handover.parity.play import Played
from handover.parity.reference_run import Control
from handover.parity.verdict import Mismatch
from handover.testvectors import Features
from handover.values import Row, canonical_json

if TYPE_CHECKING:
    from handover.contract import ModelContract

# One call of the model a vector: more of them tell nothing new.
MOST_ASKED = 200


@dataclass(frozen=True)
class ToldApart:
    """A played raw row, and what its features do to the model's answer where that is known.

    ``is_near`` says that it fails for that effect alone: every feature is within its tolerance.
    """

    played: Played
    effect: str | None = None
    is_near: bool = False


def told_apart(
    played: Sequence[Played], contract: ModelContract, model: RowComparer, control: Control
) -> list[ToldApart]:
    """Say what each difference does to the model's answer, and fail what only seems to be harmless.

    A feature within its tolerance may still take another branch of a tree: where the model answers
    otherwise for what was obtained, the vector fails at the first column whose bits differ.
    """
    differing = [each for each in played if each.answer is not None and _differs(each)]
    # What passes so far is asked about without a limit: a silent stop would let a fault through.
    failing = [each for each in differing if each.failed][:MOST_ASKED]
    asked = [*failing, *(each for each in differing if not each.failed)]
    effects = dict(zip(map(_id, asked), _effects(asked, contract, model, control), strict=True))
    found = []
    for each in played:
        effect = effects.get(each.vector.id)
        if effect is None or each.failed:
            found.append(ToldApart(each, effect.words if effect else None))
        elif effect.changes:
            judgement = RowComparison((_first_difference(each, contract),))
            found.append(ToldApart(replace(each, judgement=judgement), effect.words, is_near=True))
        else:
            found.append(ToldApart(each))
    return found


def feature_mismatches(
    told: Sequence[ToldApart], contract: ModelContract, judge: RowComparer
) -> list[Mismatch]:
    """Return every feature that differs, in file order."""
    columns = {column.name: column for column in contract.input_columns}
    found = []
    for each in told:
        vector, answer = each.played.vector, each.played.answer
        for difference in each.played.judgement.differences:
            if not isinstance(vector.expected, Features) or answer is None:
                found.append(outcome_mismatch(vector, difference, "features"))
                continue
            column = columns[difference.output]
            found.append(
                value_mismatch(
                    vector,
                    difference,
                    column,
                    allowed=judge.tolerances[column.name].text,
                    truths={},
                    cause="features",
                    hint=_hint(each),
                )
            )
    return found


def _hint(each: ToldApart) -> str | None:
    if each.is_near:
        return f"within the tolerance of the feature, but {each.effect}"
    return each.effect


@dataclass(frozen=True)
class _Effect:
    changes: bool
    words: str


def _effects(
    asked: Sequence[Played], contract: ModelContract, model: RowComparer, control: Control
) -> list[_Effect | None]:
    pairs = [(_expected(each), _obtained(each)) for each in asked]
    broken = [(check_row(contract, wanted), check_row(contract, found)) for wanted, found in pairs]
    clean = [at for at, (before, after) in enumerate(broken) if not before and not after]
    rows = [row for at in clean for row in pairs[at]]
    answers = control(rows) if rows else []
    effects: list[_Effect | None] = [None] * len(asked)
    for at, (before, after) in enumerate(broken):
        if after and not before:
            first = f"{after[0].code} {raw_place(after[0])}"
            effects[at] = _Effect(changes=True, words=f"the model refuses such a row ({first})")
    for at, place in zip(clean, range(0, len(rows), 2), strict=True):
        if answers:
            effects[at] = _effect(model, answers[place], answers[place + 1])
    return effects


def _effect(model: RowComparer, wanted: Row, found: Row) -> _Effect:
    # The model answers both rows itself: no margin, no tie is known of either.
    differences = model.compare(wanted, found).differences
    if not differences:
        return _Effect(changes=False, words="the model's answer stays the same")
    first = differences[0]
    column = next(each for each in model.columns if each.name == first.output)
    values = [_text(spelled(value, column)) for value in (first.obtained, first.expected)]
    what = first.path.removeprefix("$.")
    return _Effect(
        changes=True, words=f"the model then answers {what}={values[0]} instead of {values[1]}"
    )


def _text(value: object) -> str:
    return canonical_json(value).decode("utf-8").strip()


def _differs(each: Played) -> bool:
    wanted, found = _expected(each), _obtained(each)
    # repr tells -0.0 from 0.0, and 1 from 1.0.
    return any(repr(wanted[name]) != repr(found[name]) for name in wanted)


def _first_difference(each: Played, contract: ModelContract) -> Difference:
    wanted, found = _expected(each), _obtained(each)
    name = next(
        c.name for c in contract.input_columns if repr(wanted[c.name]) != repr(found[c.name])
    )
    return Difference(name, None, "value", wanted[name], found[name])


def _expected(each: Played) -> Row:
    assert isinstance(each.vector.expected, Features)
    return each.vector.expected.row


def _obtained(each: Played) -> Row:
    assert each.answer is not None
    return each.answer


def _id(each: Played) -> str:
    return each.vector.id
