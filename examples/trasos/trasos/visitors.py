"""Who comes to Trasos: taste, purse, device and how they found the shop.

In comes a numpy Generator; out come `Visitor` values. Nothing here is seen by a model; it only
shapes the events, so that conversion can be learnt and similar items have a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trasos.catalogue import CATEGORIES, STYLES

DEVICES = ("android", "ios", "web")
COUNTRIES = ("AT", "CH", "DE", "FI", "FR", "IT")
#: How a visit began, as the tracker writes it: capitals are its own, and they vary.
REFERRERS = ("direct", "Search", "EMAIL", "Instagram", "affiliate", "LinkedIn")

#: How much readier to buy than others, as log-odds.
_DEVICE_PULL = {"android": -0.3, "ios": 0.1, "web": 0.3}
_COUNTRY_PULL = {"IT": 0.7, "FI": -0.5}


@dataclass(frozen=True)
class Visitor:
    """One person. ``intent`` is a log-odds; ``purse`` a price in euro they find normal."""

    visitor_id: int
    device: str
    country: str
    intent: float
    purse: float
    visits_a_month: float
    categories: tuple[float, ...]
    styles: tuple[float, ...]


def make_visitors(rng: np.random.Generator, *, count: int) -> tuple[Visitor, ...]:
    """Draw ``count`` visitors."""
    return tuple(_visitor(rng, number + 1) for number in range(count))


def _visitor(rng: np.random.Generator, visitor_id: int) -> Visitor:
    device = DEVICES[int(rng.choice(3, p=(0.35, 0.3, 0.35)))]
    country = COUNTRIES[int(rng.choice(6, p=(0.12, 0.1, 0.4, 0.05, 0.18, 0.15)))]
    pull = _DEVICE_PULL[device] + _COUNTRY_PULL.get(country, 0.0)
    return Visitor(
        visitor_id=visitor_id,
        device=device,
        country=country,
        intent=float(rng.normal(-0.3, 1.0)) + pull,
        purse=float(np.exp(rng.normal(4.4, 0.5))),
        visits_a_month=float(rng.gamma(1.2, 1.4)) + 0.2,
        categories=tuple(float(w) for w in rng.dirichlet([0.7] * len(CATEGORIES))),
        styles=tuple(float(w) for w in rng.dirichlet([0.4] * len(STYLES))),
    )
