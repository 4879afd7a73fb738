"""Values are put where the model looks at them, so that confusing them shows in an answer."""

import unicodedata
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeRegressor

from handover.contract import check_row
from handover.drawing.draw_context import ground
from handover.drawing.generators.categories import categories
from handover.drawing.generators.extremes import extremes
from handover.drawing.generators.missing import missing
from handover.drawing.generators.spellings import FORMS, spellings
from handover.drawing.generators.wide_integers import wide_integers
from tests.drawing.agreed import contract, field

TOWNS = ["Café", "straße", "Castrop-Rauxel", "Istanbul"]
IDS = [7, 2**31 + 5, 2**24 + 3, 2**60]
INPUTS = [
    field("town", "string", maxLength=60),
    field("seller", "i64"),
    field("open", "boolean"),
    field("rating", required=False, minimum=0, maximum=5),
]
AGREED = contract(INPUTS, [field("value")], task="regression")


@cache
def sold():
    """Return the ground of a tree that looks at town and seller only where the shop is open."""
    rng = np.random.default_rng(11)
    frame = pd.DataFrame(
        {
            "town": rng.choice(TOWNS, 400),
            "seller": rng.choice(IDS, 400),
            "open": rng.random(400) < 0.3,
            "rating": np.where(rng.random(400) < 0.3, np.nan, rng.integers(1, 6, 400)),
        }
    )
    effect = frame.town.map({name: place for place, name in enumerate(TOWNS)})
    effect = effect + 10.0 * frame.seller.map({known: place for place, known in enumerate(IDS)})
    one_hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    columns = make_column_transformer(
        (one_hot, ["town"]),
        (one_hot, ["seller"]),
        ("passthrough", ["open"]),
        (SimpleImputer(strategy="constant", fill_value=3.0), ["rating"]),
    )
    model = make_pipeline(columns, DecisionTreeRegressor(random_state=0))
    target = frame.open * (effect + 100 * frame.rating.fillna(3))
    return ground(AGREED, model.fit(frame, target), frame, seed=2)


def answers(rows):
    return [answer["value"] for answer in sold().oracle.wire(sold().oracle.frame(rows))]


def test_a_known_category_stands_in_a_row_that_tells_it_from_an_unknown_one():
    known = [each for each in categories(sold())[0] if each.row["town"] in TOWNS]
    asked = [each.row for each in known if each.why.startswith("town")]
    assert len(asked) == len(TOWNS)
    unknown = answers([{**row, "town": "unknown"} for row in asked])
    # What an unknown town gives, one town may give too.
    assert sum(a != b for a, b in zip(answers(asked), unknown, strict=True)) >= len(TOWNS) - 1


def test_every_misspelling_is_answered_otherwise_than_what_it_resembles():
    drawn = spellings(sold())
    assert drawn
    for each in drawn:
        assert each.row["town"] not in TOWNS
        assert not check_row(AGREED, each.row)
    resembled = [next(name for name in TOWNS if repr(name) in each.why) for each in drawn]
    rows = [{**each.row, "town": name} for each, name in zip(drawn, resembled, strict=True)]
    told = np.array(answers([each.row for each in drawn])) != np.array(answers(rows))
    assert told.mean() > 0.9


def test_each_form_that_changes_a_town_is_drawn():
    whys = " ".join(each.why for each in spellings(sold()))
    missed = {form for form in FORMS if f" {form}: " not in whys}
    assert missed == {"composed (NFC)"}  # these towns are composed as they are


def test_a_town_known_in_decomposed_form_is_spelled_composed():
    assert FORMS["composed (NFC)"](unicodedata.normalize("NFD", "Café")) == "Café"


def test_forms_that_the_contract_refuses_are_not_drawn():
    agreed = contract([field("town", "string", enum=TOWNS), *INPUTS[1:]], [field("value")])
    assert spellings(replace(sold(), contract=agreed)) == []


def test_ids_that_a_narrower_type_confuses_are_drawn_beside_each_other():
    found = {each.row["seller"] for each in wide_integers(sold())}
    assert not found & set(IDS)
    assert any(value % 2**32 == known % 2**32 for value in found for known in IDS)
    assert any(np.float32(value) == np.float32(2**60) for value in found)
    assert any(float(value) == float(2**60) for value in found)
    # An id below 2^24 is its own in float32: there is nothing that it could be taken for.
    assert not any(np.float32(value) == 7 for value in found)


def test_null_is_put_where_the_usual_stand_ins_are_answered_otherwise():
    drawn = [each for each in missing(sold())[0] if "which is not" in each.why]
    stand_ins = {each.why.split("which is not ")[1] for each in drawn}
    assert stand_ins >= {"zero: 0.0", "the largest: 5.0"}
    zeros = [each.row for each in drawn if each.why.endswith("zero: 0.0")]
    assert answers(zeros) != answers([{**row, "rating": 0.0} for row in zeros])
    # The median is what the imputer fills: no row can tell it from null.
    assert not any("the median: 3.0" in each.why for each in drawn)


def test_subnormal_numbers_of_either_end_are_drawn():
    ratings = {each.row["rating"] for each in extremes(sold())}
    assert {2.0**-149, 2.0**-126 - 2.0**-149} <= ratings
