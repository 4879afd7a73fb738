"""``token``: texts that another tokenizer cuts otherwise, and every token that the model knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handover.drawing.candidate import Candidate, Claims
from handover.drawing.draw_context import Ground
from handover.drawing.generators.spellings import FORMS
from handover.estimator import known_tokens
from handover.values import Column, Row

# Known tokens that stand in one row.
TOGETHER = 20

# A vocabulary of more tokens than this is not gone through to its end.
MOST_TOKENS = 4_000


def _joined(mark: str) -> Callable[[str], str]:
    return lambda text: mark.join(text.split())


def _first_word(change: Callable[[str], str]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        first, *rest = text.split() or [""]
        return " ".join([change(first), *rest])

    return changed


WORD_FORMS: Mapping[str, Callable[[str], str]] = {
    "with one-letter words": lambda text: f"a {text} I 7 é",
    "with stop words": lambda text: f"the {text} and not of und der die",
    "with its words in reverse order": lambda text: " ".join(reversed(text.split())),
    "with each word twice": lambda text: " ".join(word for w in text.split() for word in (w, w)),
    "joined by hyphens": _joined("-"),
    "joined by underscores": _joined("_"),
    "joined by apostrophes": _joined("'"),
    "joined by full stops": _joined("."),
    "joined by slashes": _joined("/"),
    "joined by no-break spaces": _joined("\u00a0"),
    "joined by line breaks": _joined("\n"),
    "joined by tabs": _joined("\t"),
    "joined by two spaces": _joined("  "),
    "in one word": _joined(""),
    "with punctuation about its first word": _first_word(lambda word: f"({word}),"),
    "with a number about its first word": _first_word(lambda word: f"3.50 {word}2"),
    "with a capital first word": _first_word(str.capitalize),
    "with a combining accent": _first_word(lambda word: f"{word}\u0301"),
    "with a soft hyphen": _first_word(lambda word: f"{word[:1]}\u00ad{word[1:]}"),
    "with words in other scripts": lambda text: f"{text} Ελλάδα русский 服 ١٢",
    "five hundred times": lambda text: " ".join([text] * 500),
}


def tokens(ground: Ground) -> tuple[list[Candidate], Claims]:
    """Draw texts for each column that a vectorizer of words or characters reads.

    Returns
    -------
    (candidates, claims)
        One claim a token of the vocabulary.
    """
    drawn: list[Candidate] = []
    things: list[tuple[str, tuple[str, ...]]] = []
    left: list[tuple[str, str]] = []
    known = {} if ground.estimator is None else known_tokens(ground.estimator, ground.columns)
    for column in ground.columns:
        if column.name not in known:
            continue
        vocabulary = known[column.name]
        for start in range(0, min(len(vocabulary), MOST_TOKENS), TOGETHER):
            some = vocabulary[start : start + TOGETHER]
            row = _row(ground, column, " ".join(some))
            named = [f"{column.name} token {token!r}" for token in some]
            if not ground.accepts(row):
                left += [(what, "the contract's input rules refuse it") for what in named]
                continue
            why = f"{column.name} is known tokens from {some[0]!r} to {some[-1]!r}"
            drawn.append(Candidate("token", why, row))
            things += [(what, (drawn[-1].key,)) for what in named]
        if len(vocabulary) > MOST_TOKENS:
            more = len(vocabulary) - MOST_TOKENS
            left.append((f"{column.name}: {more} more tokens", f"more than {MOST_TOKENS} tokens"))
        drawn += _spelled(ground, column)
    return drawn, Claims(tuple(things), tuple(left))


def _spelled(ground: Ground, column: Column) -> list[Candidate]:
    """Spell two hold-out texts in each form, and add texts without a known word.

    The two are the longest one and the one with most that is not ASCII.
    """
    cells = [cell for row in ground.rows if isinstance(cell := row[column.name], str) and cell]
    texts = {max(cells, key=len), max(cells, key=_foreign)} if cells else set()
    drawn = []
    for form, change in {**FORMS, **WORD_FORMS}.items():
        for text in sorted(texts):
            row = _row(ground, column, change(text))
            if row[column.name] != text and ground.accepts(row):
                short = text if len(text) <= 40 else f"{text[:37]}..."
                drawn.append(Candidate("token", f"{column.name} is {short!r} {form}", row))
    for what, text in (("empty", ""), ("a space", " "), ("unknown words", "qzx vkj")):
        row = _row(ground, column, text)
        if ground.accepts(row):
            drawn.append(Candidate("token", f"{column.name} is {what}: {text!r}", row))
    return drawn


def _foreign(text: str) -> int:
    return sum(not mark.isascii() for mark in text)


def _row(ground: Ground, column: Column, text: str) -> Row:
    return {**ground.rows[0], column.name: text}
