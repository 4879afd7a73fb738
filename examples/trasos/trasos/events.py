"""Raw shop events: visits, item views, baskets, purchases, with the gaps that trackers leave.

In come a catalogue, visitors and a numpy Generator; out comes a tuple of `ShopEvent` in order of
time. Deliberately missing: some views (blocked scripts), some basket events although a purchase
follows (lost beacons). Times are milliseconds since 1970 UTC, so that no zone has a say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trasos.catalogue import CATEGORIES, STYLES, Item
from trasos.visitors import REFERRERS, Visitor

START_MS = 1_772_323_200_000  # 2026-03-01T00:00:00Z
DAY_MS = 86_400_000
DAYS = 61
_LOST_VIEWS = 0.03
_LOST_BASKETS = 0.04
_BLIND_VISITS = 0.06  # visits of which only the first event arrives
_REFERRER_PULL = {
    "EMAIL": 0.8,
    "direct": 0.4,
    "Instagram": -0.5,
    "affiliate": -1.5,
}
_FIELDS = ("at_ms", "visitor_id", "visit_id", "kind", "item_id", "device", "country", "referrer")


@dataclass(frozen=True)
class ShopEvent:
    """One event. ``kind`` is visit, view, basket or purchase; ``item_id`` is 0 for a visit."""

    at_ms: int
    visitor_id: int
    visit_id: int
    kind: str
    item_id: int
    device: str
    country: str
    referrer: str


def make_events(
    rng: np.random.Generator, catalogue: tuple[Item, ...], visitors: tuple[Visitor, ...]
) -> tuple[ShopEvent, ...]:
    """Draw two months of events."""
    drawn = [event for visitor in visitors for event in _visits(rng, catalogue, visitor)]
    drawn.sort(key=lambda event: (event.at_ms, event.visit_id, event.kind, event.item_id))
    return tuple(drawn)


def _visits(
    rng: np.random.Generator, catalogue: tuple[Item, ...], visitor: Visitor
) -> Iterator[ShopEvent]:
    count = int(rng.poisson(visitor.visits_a_month * DAYS / 30))
    starts = sorted(START_MS + int(rng.integers(DAYS * DAY_MS)) for _ in range(count))
    for number, start_ms in enumerate(starts):
        yield from _visit(rng, catalogue, visitor, visitor.visitor_id * 1000 + number, start_ms)


def _visit(
    rng: np.random.Generator,
    catalogue: tuple[Item, ...],
    visitor: Visitor,
    visit_id: int,
    start_ms: int,
) -> Iterator[ShopEvent]:
    referrer = REFERRERS[int(rng.choice(6, p=(0.28, 0.3, 0.14, 0.16, 0.07, 0.05)))]
    clock = start_ms

    def event(kind: str, item_id: int = 0) -> ShopEvent:
        return ShopEvent(
            clock,
            visitor.visitor_id,
            visit_id,
            kind,
            item_id,
            visitor.device,
            visitor.country,
            referrer,
        )

    yield event("visit")
    blind = rng.random() < _BLIND_VISITS
    mood = visitor.intent + _REFERRER_PULL.get(referrer, 0.0) + float(rng.normal(0, 0.4))
    weights = _weights(rng, catalogue, visitor)
    in_basket: list[Item] = []
    for _ in range(1 + int(rng.poisson(3.5 + max(0.0, 1.5 * mood)))):
        clock += int(rng.gamma(2.0, 14_000))
        item = catalogue[int(np.searchsorted(weights, rng.random()))]
        if not blind and rng.random() >= _LOST_VIEWS:
            yield event("view", item.item_id)
        stretch = item.price_cents / 100 / visitor.purse
        if rng.random() < _odds(0.5 * mood - 2.2 - 0.5 * stretch):
            in_basket.append(item)
            clock += int(rng.gamma(2.0, 6_000))
            if not blind and rng.random() >= _LOST_BASKETS:
                yield event("basket", item.item_id)
    total = sum(item.price_cents for item in in_basket) / 100
    # Free delivery from 100 euro; very full baskets are wish lists.
    delivery = 0.8 if 100 <= total <= 300 else -0.6 if total > 500 else 0.0
    hurry = 0.5 if clock - start_ms < 240_000 else -0.3
    if in_basket and rng.random() < _odds(1.6 * mood - 1.6 + delivery + hurry):
        clock += int(rng.gamma(3.0, 30_000))
        for item in in_basket:
            yield event("purchase", item.item_id)


def _weights(rng: np.random.Generator, catalogue: tuple[Item, ...], visitor: Visitor) -> np.ndarray:
    """Return cumulative odds of each item: a visit has one category and one style in mind."""
    category = CATEGORIES[int(rng.choice(len(CATEGORIES), p=visitor.categories))]
    style = STYLES[int(rng.choice(len(STYLES), p=visitor.styles))]
    odds = np.array(
        [
            item.popularity
            * (1.0 if item.category == category else 0.06)
            * (1.0 if item.style == style else 0.08)
            * np.exp(-abs(np.log(item.price_cents / 100 / visitor.purse)))
            for item in catalogue
        ]
    )
    return np.asarray(np.cumsum(odds) / odds.sum())


def _odds(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def write_events(path: Path, events: tuple[ShopEvent, ...]) -> None:
    """Write events as tab-separated text with a header, the form the backend reads."""
    lines = ["\t".join(_FIELDS)]
    lines += ["\t".join(str(getattr(event, field)) for field in _FIELDS) for event in events]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
