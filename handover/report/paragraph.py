"""Wrapping text to a width, without breaking words: ids and paths stay whole."""

from __future__ import annotations

import textwrap


def wrapped(text: str, width: int, *, indent: str = "  ", hang: str = "    ") -> list[str]:
    """Wrap one paragraph; a word longer than the line stands on its own line, uncut."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent.rstrip()]


def cut(text: str, width: int, *, indent: str = "") -> str:
    """Return one line that may not be wrapped, such as a stack frame; its end says most."""
    room = width - len(indent)
    return indent + (text if len(text) <= room else "..." + text[3 - room :])
