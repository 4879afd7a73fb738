"""A text that nobody knows."""

from __future__ import annotations

from collections.abc import Collection


def stranger(known: Collection[object]) -> str:
    """Return ``unknown``, with as many underscores behind it as it takes not to be known."""
    name = "unknown"
    while name in known:
        name += "_"
    return name
