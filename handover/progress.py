"""Progress callbacks for long-running work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

# What is counted, how many are done, how many there are.
Counting = Callable[[str, int, int], None]

# How many are done, how many there are.
Progress = Callable[[int, int], None]


def counted(counting: Counting | None, noun: str) -> Progress | None:
    """Count one kind of thing; None where nobody asked to hear of it."""
    return None if counting is None else partial(counting, noun)
