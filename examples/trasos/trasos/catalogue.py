"""What Trasos sells: designs of dresses, shoes and coats, each listed in one or more colours.

In comes a numpy Generator; out comes a tuple of `Item`. Two colours of one design are two
articles with one set of events behind them: their vectors are equal, so neighbours tie.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

CATEGORIES = ("coat", "dress", "shoe")
STYLES = ("casual", "evening", "office", "outdoor")
COLOURS = ("black", "blue", "green", "red", "white")

#: Median price in euro and the spread of its logarithm, by category.
_PRICES = {"coat": (129.0, 0.45), "dress": (59.0, 0.5), "shoe": (79.0, 0.4)}
_DESIGNS = 120
_NEW_SHARE = 0.08  # designs listed but not yet seen by anybody
_FIRST_ARTICLE = 10_001


@dataclass(frozen=True)
class Item:
    """One article as the shop lists it.

    ``price_cents`` is an integer so that sums are exact in both languages. ``popularity`` is a
    weight; it is 0 for an article of a new design, which has no events yet.
    """

    item_id: int
    design: int
    category: str
    style: str
    colour: str
    price_cents: int
    popularity: float


def make_catalogue(rng: np.random.Generator) -> tuple[Item, ...]:
    """Draw the articles of the shop, ordered by ``item_id``."""
    items: list[Item] = []
    for design in range(_DESIGNS):
        category = CATEGORIES[int(rng.choice(3, p=(0.25, 0.45, 0.3)))]
        style = STYLES[int(rng.integers(len(STYLES)))]
        median, spread = _PRICES[category]
        euros = math.floor(median * math.exp(spread * float(rng.normal())))
        price_cents = max(9, min(900, euros)) * 100 + (95 if rng.random() < 0.7 else 0)
        # Some designs take many more clicks than others, as in every shop.
        popularity = math.exp(0.6 * float(rng.normal()))
        if design >= _DESIGNS * (1 - _NEW_SHARE):
            popularity = 0.0
        colours = rng.permutation(COLOURS)[: int(rng.choice((1, 2, 3), p=(0.6, 0.3, 0.1)))]
        number = _FIRST_ARTICLE + len(items)  # before extend, which reads the generator lazily
        items.extend(
            Item(
                item_id=number + offset,
                design=design,
                category=category,
                style=style,
                colour=str(colour),
                price_cents=price_cents,
                popularity=popularity / len(colours),
            )
            for offset, colour in enumerate(colours)
        )
    return tuple(items)
