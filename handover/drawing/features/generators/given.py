"""``raw-row``: rows that really occurred, as many different feature rows as there are first."""

from __future__ import annotations

from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround
from handover.oracle import Raised


def given(ground: RawGround, count: int) -> list[RawCandidate]:
    """Draw given rows, those first that bring a feature a value it had not yet.

    Parameters
    ----------
    count
        How many rows; fewer when no more were given. A row that brings something comes before all
        others, however late it stands.
    """
    seen: set[tuple[str, object]] = set()
    taken: set[bytes] = set()
    fresh: list[RawCandidate] = []
    others: list[RawCandidate] = []
    for number in ground.rng("raw-row").permutation(len(ground.rows)):
        row = ground.rows[int(number)]
        key = ground.key(row)
        if key in taken:
            continue
        taken.add(key)
        answer = ground.answer(row)
        if isinstance(answer, Raised):
            fresh.append(RawCandidate("raw-row", f"given row {number}", row))
            continue
        new = {
            (name, value if not isinstance(value, float | list) else type(value).__name__)
            for name, value in answer.items()
        } - seen
        seen |= new
        kept = fresh if new else others
        kept.append(RawCandidate("raw-row", f"given row {number}", row))
    return [*fresh, *others][:count]
