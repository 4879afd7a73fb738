"""Batches: what a recipe says, the same rows each time, and rows that the rules judge."""

import numpy as np
import pytest
from hypothesis import given, settings

from handover.compare.ordinals import to_ordinals
from handover.contract import check_row
from handover.fuzzing.batch_recipe import Placement, Recipe, recipes
from handover.fuzzing.column_pool import column_pools
from handover.fuzzing.expansion import expand
from handover.fuzzing.frame import frame_bytes
from handover.values import ElementType
from tests.search_length import searched


@pytest.fixture(scope="module")
def pools(shop):
    return column_pools(shop)


def one(pools, stand, *, share=1.0, breaking=False, seed=1):
    stands = tuple((stand, share) for _ in pools)
    return expand(Recipe(seed, stands, mixed=False, breaking=breaking), pools, 500)


def test_the_same_recipe_gives_the_same_bytes(pools):
    for stand in Placement:
        if stand not in (Placement.NULL,):
            assert frame_bytes(one(pools, stand)) == frame_bytes(one(pools, stand))
    assert frame_bytes(one(pools, Placement.WITHIN)) != frame_bytes(
        one(pools, Placement.WITHIN, seed=2)
    )


def test_recipes_draw_rows_that_the_rules_let_pass_unless_they_are_to_break_one(shop, pools):
    @given(recipes(pools))
    @settings(max_examples=searched(40))
    def holds(recipe):
        rows = expand(recipe, pools, 64).rows()
        broken = [row for row in rows if check_row(shop.contract, row)]
        assert recipe.breaking or not broken

    holds()


def test_some_rows_of_a_breaking_batch_break_each_kind_of_rule(shop, pools):
    rows = expand(
        Recipe(1, tuple((Placement.ORDINARY, 1.0) for _ in pools), mixed=True, breaking=True),
        pools,
        8192,
    ).rows()
    found = [check_row(shop.contract, row) for row in rows]
    assert {faults[0].code for faults in found if faults} == {"HR101", "HR104", "HR105", "HR107"}
    assert 20 < sum(map(bool, found)) < 400


def test_rows_on_switch_values_stand_within_two_steps_of_one(pools):
    basket = next(pool for pool in pools if pool.column.name == "basket-€")
    table = one(pools, Placement.SWITCH)
    codes = to_ordinals(table.columns[1].values[:, 0], ElementType.F32)
    at = to_ordinals(basket.switches, ElementType.F32)
    assert np.abs(codes[:, None] - at[None, :]).min(axis=1).max() <= 2


def test_round_numbers_are_round_and_within_what_is_usual(pools):
    rate = next(pool for pool in pools if pool.column.name == "rate")
    low, high = rate.usual
    values = one(pools, Placement.ROUND).columns[3].values[:, 0].astype(float)
    assert np.abs(np.round(values, 2) - values).max() < 1e-6
    assert low - 1 <= values.min() <= values.max() <= high + 1


def test_missing_cells_stand_only_where_they_may(pools):
    stands = tuple(
        (Placement.NULL if not pool.required else Placement.ORDINARY, 1.0) for pool in pools
    )
    table = expand(Recipe(1, stands, mixed=False, breaking=False), pools, 100)
    assert [bool(cells.is_null.all()) for cells in table.columns] == [False, True, False, False]
