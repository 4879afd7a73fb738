"""``wide-integer``: whole numbers that a narrower type takes for one that the model knows.

An id that is one-hot encoded is compared, not computed with: 32 bits wrap round, float32 ends at
2^24 and float64 at 2^53, and clamping makes one number of all that are too large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from handover.drawing.candidate import Candidate
from handover.drawing.contrast_rows import Telling
from handover.drawing.draw_context import Ground
from handover.values.row import Scalar

_EACH = 2
_FIRST, _LAST = -(2**63), 2**63 - 1


def _wrapped(known: int) -> Iterator[int]:
    yield from (known + 2**32, known - 2**32, known + 2**16)


def _same_float(kind: type[np.floating]) -> Callable[[int], Iterator[int]]:
    def near(known: int) -> Iterator[int]:
        step = max(1, int(np.spacing(kind(abs(known)))) // 4)
        for other in (known + step, known - step):
            if other != known and kind(other) == kind(known):
                yield other

    return near


FORMS: Mapping[str, Callable[[int], Iterator[int]]] = {
    "the same in 32 or 16 bits as": _wrapped,
    "the same in float32 as": _same_float(np.float32),
    "the same in float64 as": _same_float(np.float64),
    "the other sign of": lambda known: iter((-known,)),
    "a thousandfold of": lambda known: iter((known * 1000,)),
}


def wide_integers(ground: Ground) -> list[Candidate]:
    """Put numbers that a narrower type confuses with a known one into rows where it matters."""
    drawn: list[Candidate] = []
    for column in ground.columns:
        if not column.type.is_integer or column.length is not None:
            continue
        known = _whole(ground.known.get(column.name, ()))
        base = ground.rows[0]
        known = [value for value in known if ground.accepts({**base, column.name: value})]
        low, high = column.type.integer_range
        stranger = next(
            (
                value
                for value in (max(known, default=0) + 1, min(known, default=0) - 1, low, high)
                if value not in known and ground.accepts({**base, column.name: value})
            ),
            None,
        )
        if not known or stranger is None:
            continue
        telling = Telling(ground, column, [*known, stranger])
        for what, others in FORMS.items():
            found = []
            for value in known:
                for other in others(value):
                    if other in known or not _FIRST <= other <= _LAST:
                        continue
                    row, tells = telling.row(stranger, value, put=other)
                    if ground.accepts(row):
                        found.append((tells, value, row))
            found.sort(key=lambda each: each[0], reverse=True)
            for _, value, row in found[:_EACH]:
                why = f"{column.name} is {what} {value}: {row[column.name]}"
                drawn.append(Candidate("wide-integer", why, row))
    return drawn


def _whole(values: tuple[Scalar, ...]) -> list[int]:
    return [
        int(value)
        for value in values
        if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    ]
