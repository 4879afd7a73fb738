"""``missing``: null in each nullable column alone, in all of them at once, and where it matters.

And the other way round: values that code elsewhere takes for null, and the model does not.
"""

from __future__ import annotations

import statistics

from handover.drawing.candidate import Candidate, Claims
from handover.drawing.contrast_rows import Telling
from handover.drawing.draw_context import Ground
from handover.values import Column, ElementType, round_to
from handover.values.row import Scalar

# What systems write for "no value": a backend that reads them as null is wrong for a real one.
_SENTINELS: dict[bool, tuple[Scalar, ...]] = {
    True: ("null", "NULL", "None", "nan", "NA", "-"),
    False: (-1, -999, 9999),
}


def missing(ground: Ground) -> tuple[list[Candidate], Claims]:
    """Put null into hold-out rows.

    Each nullable column gets two rows, of which the first has no other null where the hold-out
    has such a row, so that a wrong null is told apart from a wrong neighbour. More rows follow on
    which the model answers null otherwise than what is usually put in its place.
    """
    drawn: list[Candidate] = []
    things: list[tuple[str, tuple[str, ...]]] = []
    nullable = [column for column in ground.columns if column.nullable]
    rng = ground.rng("missing")
    order = [int(number) for number in rng.permutation(len(ground.rows))]
    for column in nullable:
        others = [other.name for other in nullable if other is not column]
        complete = [n for n in order if all(ground.rows[n][name] is not None for name in others)]
        chosen = (complete or order)[:1] + order[:1]
        for number in dict.fromkeys(chosen):
            row = {**ground.rows[number], column.name: None}
            drawn.append(Candidate("missing", f"{column.name} is null", row))
            if number == chosen[0]:
                things.append((f"{column.name} null", (drawn[-1].key,)))
        drawn += _telling(ground, column)
    if len(nullable) > 1:
        row = {**ground.rows[order[0]], **{column.name: None for column in nullable}}
        drawn.append(Candidate("missing", "every nullable column is null", row))
    return drawn, Claims(tuple(things))


def _telling(ground: Ground, column: Column) -> list[Candidate]:
    """Find a row for each stand-in that the contract accepts and the model tells from null."""
    row = ground.rows[0]

    def accepted(value: Scalar) -> bool:
        return ground.accepts({**row, column.name: value})

    stand_ins = {what: value for what, value in _stand_ins(ground, column) if accepted(value)}
    sentinels = list(filter(accepted, _sentinels(column)))
    values = dict.fromkeys([*stand_ins.values(), *sentinels])
    telling = Telling(ground, column, [None, *values])
    drawn = []
    for what, value in stand_ins.items():
        row, tells = telling.row(None, value)
        if tells:
            why = f"{column.name} is null, which is not {what}: {value!r}"
            drawn.append(Candidate("missing", why, row))
    for value in sentinels:
        row, tells = telling.row(value, None)
        if tells:
            why = f"{column.name} is {value!r}, which some write for null"
            drawn.append(Candidate("missing", why, row))
    return drawn


def _sentinels(column: Column) -> list[Scalar]:
    if column.length is not None or column.type is ElementType.BOOL:
        return []
    sentinels = _SENTINELS[column.type is ElementType.STRING]
    return [float(each) if column.type.is_float else each for each in sentinels]  # type: ignore[arg-type]


def _stand_ins(ground: Ground, column: Column) -> list[tuple[str, Scalar]]:
    if column.length is not None:
        return []
    cells = [row[column.name] for row in ground.rows]
    if column.type.is_float:
        numbers = [cell for cell in cells if isinstance(cell, float)]
        if not numbers:
            return [("zero", 0.0)]
        return [
            ("zero", 0.0),
            ("the mean", round_to(statistics.fmean(numbers), column.type)),
            ("the median", round_to(statistics.median_low(numbers), column.type)),
            ("the smallest", min(numbers)),
            ("the largest", max(numbers)),
        ]
    if column.type.is_integer:
        return [("zero", 0)]
    texts = [cell for cell in cells if isinstance(cell, str)]
    return [("empty", ""), *([("the commonest", statistics.mode(texts))] if texts else [])]
