"""The feature step of conversion propensity: raw events in, one row a visit out.

The rules below are the agreement that `com.trasos.VisitFeatures` implements a second time;
`features_of` is the contract's feature oracle, and both are held to the same raw rows. Purchases
of the visit itself are the target and nothing else.

=====================  ======  ==========================================================
column                 type    rule
=====================  ======  ==========================================================
visits_30d             i64     earlier visits of the visitor whose start lies in the 30 days
                               before this start: [start - 30 d, start)
item_views             i64     view events of the visit
basket_eur             f32     sum of cents over basket events / 100; null when nothing but
                               the first event arrived: then no one knows what was in it
mean_price_eur         f32     sum of cents over view events / (100 * views); null without
dwell_s                f32     (last - first event) in ms / 1000; null with one event only
days_since_purchase    f32     (start - last earlier purchase) in ms / 86,400,000; null if none
device, country        string  as tracked
referrer               string  trimmed of ASCII space, lower-cased without regard to locale
favourite_category     string  category viewed most, the first in the alphabet among equals;
                               `none` without a view
=====================  ======  ==========================================================

Arithmetic is in float64 on integers and each result is rounded once to float32: what the model
is trained on is exactly what crosses the wire.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from trasos.catalogue import Item
from trasos.events import DAY_MS, ShopEvent

CATEGORICAL = ("device", "country", "referrer", "favourite_category")
TARGET = "purchased"
_WINDOW_MS = 30 * DAY_MS


def features_of(raw: Mapping[str, Any]) -> dict[str, object]:
    """Return the features of one raw visit: the oracle that the contract names.

    ``raw`` is what a service knows when it asks: `raw_visits` makes it of a log.
    """
    events = raw["events"]
    first, last = events[0], events[-1]
    start_ms = first["at_ms"]
    viewed = [event for event in events if event["kind"] == "view"]
    basket = sum(event["price_cents"] for event in events if event["kind"] == "basket")
    seen = Counter(event["category"] for event in viewed)
    earlier = [at_ms for at_ms in raw["earlier_purchases_ms"] if at_ms < start_ms]
    blind = len(events) == 1
    return {
        "visits_30d": sum(
            start_ms - _WINDOW_MS <= at_ms < start_ms for at_ms in raw["earlier_starts_ms"]
        ),
        "item_views": len(viewed),
        "basket_eur": np.nan if blind else basket / 100,
        "mean_price_eur": (
            sum(event["price_cents"] for event in viewed) / (100 * len(viewed))
            if viewed
            else np.nan
        ),
        "dwell_s": np.nan if blind else (last["at_ms"] - start_ms) / 1000,
        "days_since_purchase": (start_ms - max(earlier)) / DAY_MS if earlier else np.nan,
        "device": raw["device"],
        "country": raw["country"],
        "referrer": raw["referrer"].strip(" ").lower(),
        "favourite_category": min(seen, key=lambda name: (-seen[name], name)) if seen else "none",
    }


def visit_features(events: Sequence[ShopEvent], catalogue: Sequence[Item]) -> pd.DataFrame:
    """Return one row a visit, in order of visit start, with the target ``purchased`` (0 or 1).

    ``visit_id`` and ``start_ms`` come along for splitting by time; no model reads them.
    """
    rows = [
        {
            **features_of(visit.raw),
            TARGET: visit.purchased,
            "visit_id": visit.visit_id,
            "start_ms": visit.raw["events"][0]["at_ms"],
        }
        for visit in raw_visits(events, catalogue)
    ]
    frame = pd.DataFrame(rows).sort_values(["start_ms", "visit_id"], ignore_index=True)
    floats = ("basket_eur", "mean_price_eur", "dwell_s", "days_since_purchase")
    return frame.astype(dict.fromkeys(floats, np.float32))


@dataclass(frozen=True)
class RawVisit:
    """One visit of a log as a service would have asked about it, and how it ended (0 or 1)."""

    visit_id: int
    raw: dict[str, Any]
    purchased: int


def raw_visits(events: Sequence[ShopEvent], catalogue: Sequence[Item]) -> list[RawVisit]:
    """Return every visit of a log, visitor by visitor, without what its purchases would tell."""
    items = {item.item_id: item for item in catalogue}
    by_visitor: defaultdict[int, list[ShopEvent]] = defaultdict(list)
    for event in events:
        by_visitor[event.visitor_id].append(event)
    return [visit for own in by_visitor.values() for visit in _of_visitor(own, items)]


def _of_visitor(events: Sequence[ShopEvent], items: Mapping[int, Item]) -> list[RawVisit]:
    visits: defaultdict[int, list[ShopEvent]] = defaultdict(list)
    for event in events:
        visits[event.visit_id].append(event)
    starts = [own[0].at_ms for own in visits.values()]
    purchases = [event.at_ms for event in events if event.kind == "purchase"]
    found = []
    for visit_id, own in visits.items():
        browsing = [event for event in own if event.kind != "purchase"]
        first = browsing[0]
        raw = {
            "device": first.device,
            "country": first.country,
            "referrer": first.referrer,
            "earlier_starts_ms": [at_ms for at_ms in starts if at_ms < first.at_ms],
            "earlier_purchases_ms": [at_ms for at_ms in purchases if at_ms < first.at_ms],
            "events": [_raw_event(event, items) for event in browsing],
        }
        found.append(RawVisit(visit_id, raw, int(len(browsing) < len(own))))
    return found


def _raw_event(event: ShopEvent, items: Mapping[int, Item]) -> dict[str, Any]:
    item = items.get(event.item_id) if event.kind != "visit" else None
    return {
        "at_ms": event.at_ms,
        "kind": event.kind,
        "category": item.category if item else "none",
        "price_cents": item.price_cents if item else 0,
    }
