"""The feature step of conversion propensity: raw events in, one row a visit out.

The rules below are the agreement that `com.trasos.VisitFeatures` implements a second time; a
test holds both to the same rows. Purchases of the visit itself are the target and nothing else.

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

import numpy as np
import pandas as pd

from trasos.catalogue import Item
from trasos.events import DAY_MS, ShopEvent

CATEGORICAL = ("device", "country", "referrer", "favourite_category")
TARGET = "purchased"
_WINDOW_MS = 30 * DAY_MS


def visit_features(events: Sequence[ShopEvent], catalogue: Sequence[Item]) -> pd.DataFrame:
    """Return one row a visit, in order of visit start, with the target ``purchased`` (0 or 1).

    ``visit_id`` and ``start_ms`` come along for splitting by time; no model reads them.
    """
    items = {item.item_id: item for item in catalogue}
    by_visitor: defaultdict[int, list[ShopEvent]] = defaultdict(list)
    for event in events:
        by_visitor[event.visitor_id].append(event)
    rows = [row for own in by_visitor.values() for row in _visitor_rows(own, items)]
    frame = pd.DataFrame(rows).sort_values(["start_ms", "visit_id"], ignore_index=True)
    floats = ("basket_eur", "mean_price_eur", "dwell_s", "days_since_purchase")
    return frame.astype(dict.fromkeys(floats, np.float32))


def _visitor_rows(
    events: Sequence[ShopEvent], items: Mapping[int, Item]
) -> list[dict[str, object]]:
    visits: defaultdict[int, list[ShopEvent]] = defaultdict(list)
    for event in events:
        visits[event.visit_id].append(event)
    starts = [own[0].at_ms for own in visits.values()]
    purchases = [event.at_ms for event in events if event.kind == "purchase"]
    rows = []
    for visit_id, own in visits.items():
        start_ms = own[0].at_ms
        row = _row(own, items)
        earlier = [at_ms for at_ms in purchases if at_ms < start_ms]
        row["visits_30d"] = sum(start_ms - _WINDOW_MS <= at_ms < start_ms for at_ms in starts)
        row["days_since_purchase"] = (start_ms - max(earlier)) / DAY_MS if earlier else np.nan
        row["visit_id"], row["start_ms"] = visit_id, start_ms
        rows.append(row)
    return rows


def _row(events: Sequence[ShopEvent], items: Mapping[int, Item]) -> dict[str, object]:
    browsing = [event for event in events if event.kind != "purchase"]
    viewed = [items[event.item_id] for event in browsing if event.kind == "view"]
    basket = sum(items[event.item_id].price_cents for event in browsing if event.kind == "basket")
    first, last = browsing[0], browsing[-1]
    seen = Counter(item.category for item in viewed)
    return {
        "item_views": len(viewed),
        "basket_eur": basket / 100 if len(browsing) > 1 else np.nan,
        "mean_price_eur": (
            sum(item.price_cents for item in viewed) / (100 * len(viewed)) if viewed else np.nan
        ),
        "dwell_s": (last.at_ms - first.at_ms) / 1000 if len(browsing) > 1 else np.nan,
        "device": first.device,
        "country": first.country,
        "referrer": first.referrer.strip(" ").lower(),
        "favourite_category": min(seen, key=lambda name: (-seen[name], name)) if seen else "none",
        TARGET: int(len(browsing) < len(events)),
    }
