"""``raw-time``: turns of the calendar, for integers that are seconds or milliseconds since 1970.

Days of the week, months and hours come out otherwise where code takes the machine's time zone,
another first day of the week, seconds for milliseconds, or rounds towards zero before 1970.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from handover.drawing.features.place import with_value
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround
from handover.values import ElementType

FLAG = "raw-time"
_BASES = 4


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[arg-type, misc]  # year to second


TURNS: tuple[tuple[str, datetime], ...] = (
    ("midnight in UTC, a Monday", _at(2026, 3, 2)),
    ("the first day of a month at noon", _at(2026, 3, 1, 12)),
    ("29 February", _at(2028, 2, 29, 23, 59, 59)),
    ("31 December, week 53", _at(2026, 12, 31, 22, 30)),
    ("New Year in UTC", _at(2027, 1, 1)),
    ("New Year in Berlin, still the old year in UTC", _at(2026, 12, 31, 23)),
    ("clocks go forward in Europe", _at(2026, 3, 29, 1)),
    ("clocks go back in Europe, the hour that comes twice", _at(2026, 10, 25, 0, 30)),
    ("beyond 2^31 seconds", _at(2038, 1, 19, 3, 14, 8)),
    ("the first second of 1970", _at(1970, 1, 1)),
    ("before 1970", _at(1969, 12, 31, 23, 59, 59)),
)
_UNITS = ((1_000, "ms"), (1, "s"))


def times(ground: RawGround) -> Iterator[RawCandidate]:
    """Put each turn, and the unit of time before it, at places whose values look like times."""
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        field = where[0][1].rule.field
        unit = _unit(ground.seen.get(kind, ())) if field.type is ElementType.I64 else None
        if unit is None or field.list:
            continue
        for number, (what, moment) in enumerate(TURNS):
            row, place = where[number % len(where)]
            count = round((moment - _at(1970, 1, 1)) / timedelta(seconds=1)) * unit[0]
            for value, when in ((count, what), (count - 1, f"one {unit[1]} before {what}")):
                why = f"{place.text} is {when}: {value}"
                yield RawCandidate(FLAG, why, with_value(row, place.path, value), kind)


def _unit(values: tuple[object, ...]) -> tuple[int, str] | None:
    """Say what a field counts in, when all its values lie between 2001 and 2099."""
    whole = [value for value in values if isinstance(value, int)]
    if not whole:
        return None
    first, last = _at(2001, 1, 1).timestamp(), _at(2100, 1, 1).timestamp()
    return next(
        (unit for unit in _UNITS if all(first <= value / unit[0] < last for value in whole)), None
    )
