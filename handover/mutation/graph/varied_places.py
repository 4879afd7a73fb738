"""Numbers of a list that are changed one at a time, and the ways of changing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

# Of longer lists every n-th number is changed: a weight matrix has too many to run them all.
MOST_PLACES = 48
# Each stored row is an item that somebody asks for.
MOST_STORED = 400


def varied_places(count: int, *, most: int = MOST_PLACES) -> list[int]:
    """Return the places of ``count`` things, all of them or ``most`` spread evenly."""
    if count <= most:
        return list(range(count))
    return sorted({int(place) for place in np.linspace(0, count - 1, most)})


def _ulp(value: Any) -> Any:
    return np.nextafter(value, value.dtype.type(np.inf))


def _percent(value: Any) -> Any:
    return (value * value.dtype.type(1.01)).astype(value.dtype)


WAYS: Mapping[str, Callable[[Any], Any]] = {
    "one ulp off": _ulp,
    "1 % off": _percent,
    "with the other sign": np.negative,
    "dropped": np.zeros_like,
}


def changed_numbers(
    values: npt.NDArray[Any], ways: tuple[str, ...]
) -> Iterator[tuple[str, int, npt.NDArray[Any]]]:
    """Yield (way, place, all values with that one changed); changes that change nothing are no
    mutants.
    """
    flat = values.reshape(-1)
    for way in ways:
        for place in varied_places(len(flat)):
            before = flat[place : place + 1]
            after = WAYS[way](before)
            if after[0] == before[0] or (np.isnan(after[0]) and np.isnan(before[0])):
                continue
            changed = flat.copy()
            changed[place] = after[0]
            yield way, place, changed.reshape(values.shape)
