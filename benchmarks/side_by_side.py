"""Time two things in turn, A B A B, and print medians and the ratio pair by pair."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def side_by_side(
    ours: tuple[str, Callable[[], object]],
    theirs: tuple[str, Callable[[], object]],
    *,
    rounds: int = 7,
) -> float:
    """Run each once unmeasured, then ``rounds`` times in turn; print and return the ratio."""
    for _, run in (ours, theirs):
        run()
    pairs = [(_seconds(ours[1]), _seconds(theirs[1])) for _ in range(rounds)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    for index, (name, _) in enumerate((ours, theirs)):
        times = sorted(pair[index] for pair in pairs)
        middle = statistics.median(times)
        print(f"{name:<52} {middle:9.4f} s  ({times[0]:.4f} to {times[-1]:.4f})")
    print(f"{'ratio, median of pairs':<52} {ratio:9.2f} x")
    return ratio


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin
