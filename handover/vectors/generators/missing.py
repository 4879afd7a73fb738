"""``missing``: null in each nullable column alone, and in all of them at once."""

from __future__ import annotations

from handover.vectors.candidate import Candidate, Claims
from handover.vectors.ground import Ground


def missing(ground: Ground) -> tuple[list[Candidate], Claims]:
    """Put null into hold-out rows.

    Each nullable column gets two rows, of which the first has no other null where the hold-out
    has such a row, so that a wrong null is told apart from a wrong neighbour.
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
    if len(nullable) > 1:
        row = {**ground.rows[order[0]], **{column.name: None for column in nullable}}
        drawn.append(Candidate("missing", "every nullable column is null", row))
    return drawn, Claims(tuple(things))
