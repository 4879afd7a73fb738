"""The generator: the same seed gives the same shop, and the shop has the gaps of a real one."""

from collections import Counter, defaultdict

from trasos.catalogue import CATEGORIES
from trasos.shop import Shop, open_shop


def test_the_same_seed_gives_the_same_shop() -> None:
    first, second = (open_shop(seed=3, visitors=40) for _ in range(2))
    assert (first.catalogue, first.events) == (second.catalogue, second.events)
    assert first.visits.equals(second.visits)


def test_more_visitors_leave_the_catalogue_alone() -> None:
    assert open_shop(seed=3, visitors=5).catalogue == open_shop(seed=3, visitors=10).catalogue


def test_every_category_is_sold_and_some_designs_in_several_colours(shop: Shop) -> None:
    assert {item.category for item in shop.catalogue} == set(CATEGORIES)
    assert max(Counter(item.design for item in shop.catalogue).values()) > 1


def test_every_article_has_a_number_of_its_own(shop: Shop) -> None:
    numbers = [item.item_id for item in shop.catalogue]
    assert numbers == sorted(set(numbers))


def test_new_items_have_no_events(shop: Shop) -> None:
    touched = {event.item_id for event in shop.events}
    new = [item for item in shop.catalogue if item.popularity == 0]
    assert new
    assert touched.isdisjoint(item.item_id for item in new)


def test_events_are_in_order_of_time_and_each_visit_begins_with_one(shop: Shop) -> None:
    times = [event.at_ms for event in shop.events]
    assert times == sorted(times)
    first = {}
    for event in shop.events:
        first.setdefault(event.visit_id, event.kind)
    assert set(first.values()) == {"visit"}


def test_some_events_are_missing(shop: Shop) -> None:
    kinds = defaultdict(set)
    for event in shop.events:
        kinds[event.visit_id].add(event.kind)
    assert {"visit", "purchase"} in kinds.values(), "a purchase whose views and baskets were lost"
    blank = shop.visits[["basket_eur", "mean_price_eur", "dwell_s", "days_since_purchase"]]
    assert (blank.isna().mean() > 0.01).all()
