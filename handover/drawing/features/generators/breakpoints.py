"""``raw-switch``: the two neighbouring values of a number between which a feature jumps.

Windows that include their end or not, bins, thresholds and counts are wrong exactly there, and
nowhere else. The function is asked at values near and far; where a feature that moves in steps
differs between two of them, the place is bisected down to neighbours of the number's type.
"""

from __future__ import annotations

from collections.abc import Iterator

from handover.compare.ordinals import to_ordinals, value_at
from handover.drawing.features.place import Place, value_in, with_value
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import MOST_CALLS, RawGround
from handover.oracle import Raised
from handover.row_space.cells import code_range
from handover.values import Column, ElementType, Row
from handover.values.raw_field import RawRow

FLAG = "raw-switch"
_BASES = 6
# Of one feature by one kind of place: a window has two ends, a bin rarely more than three.
_EACH = 3
# Units of time and money, each side of a value: 1 ms to about 116 days.
_STEPS = (1, 10, 100, 1_000, 60_000, 3_600_000, 86_400_000, 604_800_000, 2_592_000_000, 10**10)
_MOST_STEPS = 4


def switches(ground: RawGround) -> Iterator[RawCandidate]:
    """Yield both neighbours of every jump that is found, in order of the contract."""
    calls = 0
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        field = where[0][1].rule.field
        if field.list or field.type in (None, ElementType.STRING, ElementType.BOOL):
            continue
        found: dict[str, int] = {}
        for row, place in where:
            if calls >= MOST_CALLS:
                return
            line = _Line(ground, row, place)
            for name, left, right in line.jumps(found):
                found[name] = found.get(name, 0) + 1
                values = [value_at(code, line.element) for code in (left, right)]
                for value, side in zip(values, ("below", "above"), strict=True):
                    changed = with_value(row, place.path, value)
                    why = f"{place.text} is {value}, just {side} where {name} changes"
                    yield RawCandidate(FLAG, why, changed, kind)
            calls += line.calls


class _Line:
    """The features along one number of one row, every other value as it is."""

    def __init__(self, ground: RawGround, row: RawRow, place: Place) -> None:
        assert place.rule.field.type is not None
        self.element: ElementType = place.rule.field.type
        self.calls = 0
        self._ground, self._row, self._place = ground, row, place
        self._range = code_range(Column(place.rule.field.name, self.element), place.rule.rule)

    def jumps(self, found: dict[str, int]) -> Iterator[tuple[str, int, int]]:
        """Yield feature, last code before and first code after each of its jumps."""
        codes = self._codes()
        answers = [self._at(code) for code in codes]
        for name in answers[0] if answers and answers[0] else ():
            if not _moves_in_steps([answer[name] for answer in answers if answer]):
                continue
            for left, right in zip(range(len(codes)), range(1, len(codes)), strict=False):
                if found.get(name, 0) >= _EACH:
                    break
                low, high = answers[left], answers[right]
                if low and high and low[name] != high[name]:
                    yield (name, *self._bisected(codes[left], codes[right], name))

    def _codes(self) -> list[int]:
        """Return the codes to ask at, rising: around the value, and at the ends of the range."""
        low, high = self._range
        value = value_in(self._row, self._place.path)
        near = [] if value is None else [int(to_ordinals([value], self.element)[0])]
        seen = [v for v in self._ground.seen.get(self._place.kind, ())[:5] if v is not None]
        near += [int(code) for code in to_ordinals(seen, self.element)] if seen else []
        codes = {low, high, *near}
        for middle in near[:1]:
            codes |= {middle + sign * step for step in _STEPS for sign in (-1, 1)}
        return sorted(code for code in codes if low <= code <= high)

    def _at(self, code: int) -> Row | None:
        self.calls += 1
        changed = with_value(self._row, self._place.path, value_at(code, self.element))
        answer = self._ground.answer(changed)
        return None if isinstance(answer, Raised) else answer

    def _bisected(self, low: int, high: int, name: str) -> tuple[int, int]:
        before = self._at(low)
        while high - low > 1:
            middle = (low + high) // 2
            answer = self._at(middle)
            if answer is not None and before is not None and answer[name] == before[name]:
                low = middle
            else:
                high = middle
        return low, high


def _moves_in_steps(values: list[object]) -> bool:
    """Say whether a feature takes few values along the line: more than one, none for each."""
    distinct = len({repr(value) for value in values})
    return 1 < distinct <= max(_MOST_STEPS, len(values) // 4)
