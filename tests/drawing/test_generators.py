"""Each generator on its own: what it draws from a contract and a hold-out."""

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline

from handover.contract import check_row
from handover.drawing.draw_context import ground
from handover.drawing.generators.categories import categories
from handover.drawing.generators.extremes import extremes
from handover.drawing.generators.hold_out import hold_out
from handover.drawing.generators.missing import missing
from handover.drawing.generators.rejects import rejects
from handover.estimator.encoders import known_categories
from tests.drawing.agreed import LABEL, PROBA, contract, field
from tests.drawing.shop import HOLDOUT, INPUTS, PROPENSITY, VISITORS, prepared


@pytest.fixture(scope="module")
def shop():
    return ground(PROPENSITY, prepared(LogisticRegression(max_iter=500)), HOLDOUT, seed=3)


def test_encoders_tell_which_categories_they_know(shop):
    assert known_categories(shop.estimator, shop.columns) == {"device": ("android", "ios", "web")}


def test_every_known_category_and_no_forbidden_one_is_drawn(shop):
    drawn, claims = categories(shop)
    assert {c.row["device"] for c in drawn} == {"android", "ios", "web"}
    assert [what for what, _ in claims.things] == [
        "device 'android'",
        "device 'ios'",
        "device 'web'",
        "member False",
        "member True",
    ]


def test_without_an_enum_strangers_are_drawn_too():
    inputs = [dict(each) for each in INPUTS]
    inputs[3] = field("device", "string")
    agreed = contract(inputs, [PROBA, LABEL])
    base = ground(agreed, prepared(LogisticRegression(max_iter=500)), HOLDOUT, seed=3)
    whys = {why for why in (c.why for c in categories(base)[0]) if "device" in why}
    assert whys == {
        "device is 'android'",
        "device is 'ios'",
        "device is 'web'",
        "device is unknown: 'unknown'",
        "device is empty: ''",
        "device is in another case: 'ANDROID'",
        "device is followed by a space: 'android '",
    }


def test_hold_out_rows_are_spread_over_scores_and_labels(shop):
    drawn = hold_out(shop, 40)
    assert 40 <= len(drawn) <= 45
    strata = {candidate.why for candidate in drawn}
    assert len(strata) >= 10
    assert any("tenth 10" in why for why in strata)
    assert any("label 0" in why for why in strata)


def test_hold_out_rows_are_drawn_once():
    model = LinearRegression().fit(VISITORS[["visits"]], VISITORS.basket)
    agreed = contract(INPUTS[:1], [field("value")], task="regression")
    base = ground(agreed, model, HOLDOUT.assign(visits=7), seed=1)
    assert len(hold_out(base, 50)) == 1


def test_null_stands_alone_in_each_nullable_column(shop):
    drawn, claims = missing(shop)
    assert all(candidate.row["rating"] is None for candidate in drawn)
    assert [what for what, _ in claims.things] == ["rating null"]


def test_what_some_systems_write_for_null_is_sent_as_the_value_it_is():
    agreed = contract(
        [
            field("rest", "f32", required=False, minimum=-999, maximum=500),
            field("count", "f32", required=False, minimum=0, maximum=500),
        ],
        [field("value")],
        task="regression",
    )
    rng = np.random.default_rng(2)
    data = pd.DataFrame(rng.integers(1, 300, size=(40, 2)).astype(float), columns=["rest", "count"])
    data.loc[::5, "rest"] = np.nan
    model = make_pipeline(SimpleImputer(), LinearRegression()).fit(data, range(40))
    drawn, _ = missing(ground(agreed, model, data, seed=2))
    told = [each for each in drawn if "which some write for null" in each.why]
    assert [each.row["rest"] for each in told] == [-1.0, -999.0]


def test_extremes_reach_the_contracts_ends_and_zero_of_either_sign(shop):
    rows = [(c.row["visits"], c.row["basket"]) for c in extremes(shop)]
    assert {0, 60} <= {visits for visits, _ in rows}
    baskets = [basket for _, basket in rows]
    assert {0.0, 400.0} <= set(baskets)
    assert any(basket == 0 and np.signbit(basket) for basket in baskets)
    assert all(not check_row(PROPENSITY, candidate.row) for candidate in extremes(shop))


EVERYTHING = contract(
    [
        field("count", "i32", minimum=1, maximum=9),
        field("price", "f32", exclusiveMinimum=0, maximum=10),
        field("size", "string", enum=["s", "m"]),
        field("note", "string", minLength=1, maxLength=3),
        field("taste", "f32", length=2, minimum=-1, maximum=1),
        field("known", "boolean", required=True),
    ],
    [field("value")],
    task="regression",
)


@pytest.fixture(scope="module")
def everything():
    fitted = pd.DataFrame(
        {
            "count": [3, 4],
            "price": [2.5, 3.5],
            "size": ["s", "m"],
            "note": ["ab", "c"],
            "taste_0": [0.0, 1.0],
            "taste_1": [0.5, 0.0],
            "known": [True, False],
        }
    )
    numbers = make_column_transformer(("passthrough", ["count", "price", "taste_0"]))
    model = make_pipeline(numbers, LinearRegression()).fit(fitted, [0.0, 1.0])
    data = fitted.drop(columns=["taste_0", "taste_1"])
    data["taste"] = [[0.0, 0.5], [1.0, 0.0]]
    return ground(EVERYTHING, model, data, seed=4)


def test_each_declared_rule_is_broken_by_a_row_of_its_own(everything):
    drawn, claims = rejects(everything)
    assert claims.left == ()
    broken = {(each.column, each.flag, each.code) for each in drawn}
    for expected in (
        ("count", "reject-null", "HR101"),
        ("known", "reject-absent", "HR102"),
        ("count", "reject-type", "HR103"),
        ("price", "reject-range", "HR104"),
        ("taste", "reject-range", "HR104"),
        ("size", "reject-enum", "HR105"),
        ("note", "reject-length", "HR106"),
        ("taste", "reject-length", "HR106"),
    ):
        assert expected in broken
    assert ("known", "reject-null", "HR101") in broken
    prices = [each.row["price"] for each in drawn if each.flag == "reject-range"]
    assert 0.0 in prices
    assert float(np.nextafter(np.float32(10), np.float32(11))) in prices
    for each in drawn:
        fault = check_row(EVERYTHING, each.row)[0]
        assert (fault.code, fault.where) == (each.code, f"$.{each.column}")


WIDE = contract(
    [field(f"c{n:03d}", "f32", minimum=-10, maximum=10) for n in range(180)],
    [field("value")],
    task="regression",
)


@pytest.fixture(scope="module")
def wide():
    rng = np.random.default_rng(6)
    names = [column.name for column in WIDE.input_columns]
    data = pd.DataFrame(rng.normal(size=(5, len(names))), columns=names)
    return ground(WIDE, LinearRegression().fit(data, range(5)), data, seed=4)


def test_of_very_many_rules_each_column_breaks_some_and_the_others_are_named(wide):
    drawn, claims = rejects(wide)
    assert len(drawn) <= 600
    assert {each.column for each in drawn} == {column.name for column in WIDE.input_columns}
    flags = {each.flag for each in drawn}
    assert flags == {"reject-null", "reject-absent", "reject-type", "reject-range"}
    assert len(claims.things) + len(claims.left) == 4 * 180
    assert all(why == "not drawn: 1440 breaches are more than 600" for _, why in claims.left)
    assert claims.left


def test_very_many_columns_share_the_rows_of_their_extremes(wide):
    drawn = extremes(wide)
    assert len(drawn) <= 600
    assert all(not check_row(WIDE, candidate.row) for candidate in drawn)
    for column in WIDE.input_columns:
        values = {candidate.row[column.name] for candidate in drawn}
        assert {-10.0, 0.0, 10.0} <= values
    assert drawn[0].why.endswith("; and 1 more column")
