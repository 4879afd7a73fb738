"""``spelling``: texts that a careless look-up takes for a category that the model knows.

Each form changes a known category the way text code does, by accident or to be helpful: it trims,
folds case, strips accents, composes or decomposes, cuts, drops what cannot be seen. To the model
the result is unknown. It is put into a row where that makes a difference.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from handover.drawing.candidate import Candidate
from handover.drawing.contrast_rows import Telling
from handover.drawing.draw_context import Ground
from handover.row_space.unknown_value import stranger
from handover.values import ElementType

# Of each form so many categories: the ones whose loss changes the answer most are not known
# beforehand, and one look-up table may be built otherwise than the next.
_EACH = 2


def _turkish_lower(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def _turkish_upper(text: str) -> str:
    return text.replace("i", "İ").upper()


def _bare(text: str) -> str:
    """Without accents; dotless i becomes i, as in an ASCII transliteration."""
    apart = unicodedata.normalize("NFD", text)
    kept = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return kept.replace("ı", "i").replace("ß", "ss")


def _wide(text: str) -> str:
    """Spell the first ASCII letter in full width (U+FF01 to U+FF5E), which NFKC undoes."""
    for place, mark in enumerate(text):
        if "!" <= mark <= "~":
            return text[:place] + chr(ord(mark) + 0xFEE0) + text[place + 1 :]
    return text


def _within(text: str, mark: str) -> str:
    return text[:1] + mark + text[1:]


FORMS: Mapping[str, Callable[[str], str]] = {
    "in lower case": str.lower,
    "in upper case": str.upper,
    "in lower case by Turkish rules": _turkish_lower,
    "in upper case by Turkish rules": _turkish_upper,
    "case-folded": str.casefold,
    "after a space": lambda text: " " + text,
    "before a space": lambda text: text + " ",
    # str.strip and Java's strip take it; Java's trim and SQL's do not.
    "before an em space": lambda text: text + "\u2003",
    # The other way round: Java's trim takes every control character.
    "before a control character": lambda text: text + "\u0001",
    "before a byte order mark": lambda text: text + "\ufeff",
    "with a zero-width joiner within": lambda text: _within(text, "\u200d"),
    "composed (NFC)": lambda text: unicodedata.normalize("NFC", text),
    "decomposed (NFD)": lambda text: unicodedata.normalize("NFD", text),
    "with a full-width letter": _wide,
    "without accents": _bare,
    # UTF-8 read as Latin-1: what a wrong default charset makes of it.
    "read as Latin-1": lambda text: text.encode().decode("latin-1"),
    "with ? for what is not ASCII": lambda text: text.encode("ascii", "replace").decode("ascii"),
    "before an emoji": lambda text: text + "\U0001f457",
    "with more behind": lambda text: text + " and what was added behind it",
    "without its last character": lambda text: text[:-1],
    "twice": lambda text: text + text,
    "quoted": lambda text: f'"{text}"',
}


def spellings(ground: Ground) -> list[Candidate]:
    """Spell known categories in each form, in rows where the model tells known from unknown."""
    drawn: list[Candidate] = []
    for column in ground.columns:
        if column.type is not ElementType.STRING or column.length is not None:
            continue
        texts = [each for each in ground.known.get(column.name, ()) if isinstance(each, str)]
        base = ground.rows[0]
        texts = [text for text in texts if text and ground.accepts({**base, column.name: text})]
        unknown = stranger(texts)
        if not texts or not ground.accepts({**base, column.name: unknown}):
            continue
        telling = Telling(ground, column, [*texts, unknown])
        for form, change in FORMS.items():
            # Long ones first: a column that cuts shows it on them alone.
            spelled = {change(text): text for text in sorted(texts, key=len)}
            found = []
            for text, known in spelled.items():
                row, tells = telling.row(unknown, known, put=text)
                if text and text not in texts and ground.accepts(row):
                    found.append((tells, len(known), known, row))
            found.sort(key=lambda each: each[:2], reverse=True)
            for _, _, known, row in found[:_EACH]:
                why = f"{column.name} is {known!r} {form}: {row[column.name]!r}"
                drawn.append(Candidate("spelling", why, row))
    return drawn
