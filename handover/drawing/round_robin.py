"""Selection of rows where there is room for some only: the flags take turns."""

from __future__ import annotations

from collections.abc import Sequence


def in_turns(flags: Sequence[str], most: int) -> list[bool]:
    """Say which of the rows with these flags are kept: at most so many, each flag in its own order.

    Generators put the rows that cover most first, so that what is lost is least.
    """
    by_flag: dict[str, list[int]] = {}
    for at, flag in enumerate(flags):
        by_flag.setdefault(flag, []).append(at)
    longest = max(map(len, by_flag.values()), default=0)
    turns = [at[turn] for turn in range(longest) for at in by_flag.values() if turn < len(at)]
    kept = set(turns[:most])
    return [at in kept for at in range(len(flags))]
