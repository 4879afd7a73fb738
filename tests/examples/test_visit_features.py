"""The feature step, by the rules in its docstring, on events small enough to reckon by hand."""

import math

import numpy as np
import pytest
from trasos.catalogue import Item
from trasos.events import DAY_MS, START_MS, ShopEvent
from trasos.shop import Shop
from trasos.visit_features import visit_features

DRESS = Item(1, 1, "dress", "office", "red", 4_995, 1.0)
COAT = Item(2, 2, "coat", "office", "red", 10_000, 1.0)


def event(
    kind: str, *, at_ms: int, visit: int = 1, item: int = 0, referrer: str = "x"
) -> ShopEvent:
    return ShopEvent(START_MS + at_ms, 9, visit, kind, item, "web", "IT", referrer)


def features(*events: ShopEvent) -> dict[str, object]:
    return visit_features(events, (DRESS, COAT)).to_dict("records")[-1]


def test_baskets_and_prices_are_sums_of_cents() -> None:
    row = features(
        event("visit", at_ms=0),
        event("view", at_ms=1_000, item=1),
        event("view", at_ms=2_000, item=2),
        event("basket", at_ms=3_500, item=1),
    )
    assert row["item_views"] == 2
    assert row["basket_eur"] == float(np.float32(49.95))
    assert row["mean_price_eur"] == float(np.float32(74.975))
    assert row["dwell_s"] == 3.5
    assert row["purchased"] == 0


def test_an_empty_basket_is_nought_but_an_unseen_one_is_null() -> None:
    assert features(event("visit", at_ms=0), event("view", at_ms=5, item=1))["basket_eur"] == 0
    alone = features(event("visit", at_ms=0))
    assert all(math.isnan(alone[name]) for name in ("basket_eur", "mean_price_eur", "dwell_s"))
    assert alone["favourite_category"] == "none"


def test_a_purchase_is_the_target_and_no_feature() -> None:
    browsing = [event("visit", at_ms=0), event("view", at_ms=1_000, item=1)]
    bought = features(*browsing, event("purchase", at_ms=99_000, item=1))
    assert bought.pop("purchased") == 1
    left = features(*browsing)
    assert left.pop("purchased") == 0
    assert {k: repr(v) for k, v in bought.items()} == {k: repr(v) for k, v in left.items()}


@pytest.mark.parametrize(("ago_ms", "counted"), [(30 * DAY_MS, 1), (30 * DAY_MS + 1, 0)])
def test_the_window_of_earlier_visits_is_thirty_days_and_includes_its_edge(
    ago_ms: int, counted: int
) -> None:
    row = features(event("visit", at_ms=0, visit=1), event("visit", at_ms=ago_ms, visit=2))
    assert row["visits_30d"] == counted


def test_days_since_a_purchase_are_counted_from_earlier_visits_only() -> None:
    row = features(
        event("visit", at_ms=0, visit=1),
        event("purchase", at_ms=10, visit=1, item=1),
        event("visit", at_ms=10 + DAY_MS * 3 // 2, visit=2),
        event("purchase", at_ms=20 + DAY_MS * 3 // 2, visit=2, item=1),
    )
    assert row["days_since_purchase"] == 1.5


def test_the_favourite_among_equals_is_the_first_in_the_alphabet() -> None:
    views = [event("view", at_ms=at, item=item) for at, item in ((1, 1), (2, 2))]
    assert features(event("visit", at_ms=0), *views)["favourite_category"] == "coat"


def test_referrers_are_lower_cased_without_regard_to_locale() -> None:
    assert features(event("visit", at_ms=0, referrer=" LINKEDIN "))["referrer"] == "linkedin"


def test_every_number_is_a_float32_or_an_integer(shop: Shop) -> None:
    numbers = shop.visits.select_dtypes("number").drop(columns=["visit_id", "start_ms"])
    assert {str(kind) for kind in numbers.dtypes} == {"int64", "float32"}
