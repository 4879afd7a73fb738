"""Failing rows made small: few cells, plain values, and where around them it fails."""

import pytest

from handover.fuzzing.column_pool import column_pools, ordinary_rows
from handover.fuzzing.failing_region import failing_regions
from handover.fuzzing.shrinking import Shrinker
from handover.fuzzing.table import Table
from tests.fuzzing.local import examiner, halves_in_a_corner

ROW = {"views 7d": 24, "basket-€": 79.34326934814453, "device": "ios", "rate": 2.312821388244629}


def shrunk(shop, spoil, row):
    asked = examiner(shop, spoil)
    try:
        (failure,) = asked.failures(Table.of([row], shop.contract.input_columns))
        small = Shrinker(asked, ordinary_rows(shop), seed=1).shrink(row, failure)
        return small, failing_regions(small, column_pools(shop), asked, ordinary_rows(shop))
    finally:
        asked.close()


@pytest.fixture(scope="module")
def corner(shop):
    return shrunk(shop, halves_in_a_corner, ROW)


def test_the_smallest_row_differs_from_an_ordinary_one_in_the_fewest_cells(corner):
    small, _ = corner
    assert [place.name for place in small.cells] == ["basket-€"]
    assert small.row["basket-€"] == 79.0
    assert small.ordinary["device"] == "ios"
    assert small.ordinary["views 7d"] % 7 == 3
    assert small.alone


def test_the_columns_that_matter_are_named_with_their_range(corner):
    _, regions = corner
    basket, views, device = regions
    assert (basket.column, basket.low, basket.high) == ("basket-€", 79.0, 79.99999)
    assert (views.column, views.low) == ("views 7d", views.high)
    assert (device.column, device.value) == ("device", "ios")
    assert set(device.passing) == {"android", "wéb"}
    assert "from 79.0 to 79.99999" in basket.sentence


def test_a_row_that_fails_in_every_column_is_an_ordinary_row(shop):
    small, regions = shrunk(shop, lambda row, answer: {**answer, "label": 1 - answer["label"]}, ROW)
    assert small.cells == ()
    assert small.row in ordinary_rows(shop)
    assert regions == ()


def test_the_simplest_text_and_the_simplest_number_are_found(shop):
    def wrong_above(row, answer):
        return {**answer, "proba": 0.25} if row["rate"] > 123.456 else answer

    small, regions = shrunk(shop, wrong_above, {**ROW, "rate": 98765.4296875})
    assert small.row["rate"] == 200.0
    (rate,) = regions
    assert (rate.column, rate.high) == ("rate", None)
    assert abs(rate.low - 123.456) < 1e-4


def test_answers_that_depend_on_the_batch_are_told_apart(shop):
    asked = examiner(shop, lambda row, answer: answer)
    right = asked.backend.ask

    def reversed_batch(rows):
        found = right(rows)
        return type(found)(found.kinds, found.outputs.at(range(rows.height)[::-1]), found.details)

    asked.backend.ask = reversed_batch
    try:
        rows = ordinary_rows(shop)[:50]
        failures = asked.failures(Table.of(rows, shop.contract.input_columns))
        first = failures[0]
        small = Shrinker(asked, ordinary_rows(shop), seed=1).shrink(rows[first.row], first)
        assert not small.alone
        assert small.row == rows[first.row]
    finally:
        asked.close()
