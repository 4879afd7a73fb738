"""``raw-text``: texts as trackers and people write them, and every value that a field may have."""

from __future__ import annotations

from collections.abc import Iterator

from handover.drawing.features.place import value_in, with_value
from handover.drawing.features.raw_candidate import RawCandidate
from handover.drawing.features.raw_context import RawGround
from handover.drawing.generators.spellings import FORMS
from handover.values import ElementType

FLAG = "raw-text"
_BASES = 4
_MOST_VALUES = 20
_FIXED = ("", " ", "I", "i", "\u0130", "\u00df", "e\u0301", "\U0001f457")


def texts(ground: RawGround) -> Iterator[RawCandidate]:
    """Spell a text of each kind of place in every form, and put each known value there."""
    for kind, where in ground.by_kind(ground.bases(FLAG, _BASES)).items():
        rule = where[0][1].rule
        if rule.field.type is not ElementType.STRING or rule.field.list:
            continue
        listed = [item for item in rule.rule.enum or () if isinstance(item, str)]
        known = [*listed, *(text for text in ground.seen.get(kind, ()) if text not in listed)]
        for number, value in enumerate(known[:_MOST_VALUES]):
            row, place = where[number % len(where)]
            changed = with_value(row, place.path, value)
            yield RawCandidate(FLAG, f"{place.text} is {value!r}", changed, kind)
        if listed:
            continue
        for number, (form, change) in enumerate(FORMS.items()):
            row, place = where[number % len(where)]
            text = value_in(row, place.path)
            if text:
                put = change(text)
                why = f"{place.text} is {text!r} {form}: {put!r}"
                yield RawCandidate(FLAG, why, with_value(row, place.path, put), kind)
        longest = "x" * min(rule.rule.max_length or 1_000, 1_000)
        row, place = where[0]
        for text in (*_FIXED, longest):
            changed = with_value(row, place.path, text)
            yield RawCandidate(FLAG, f"{place.text} is {text[:40]!r}", changed, kind)
