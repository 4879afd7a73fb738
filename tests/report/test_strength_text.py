"""What a person reads of a bundle's strength."""

import pytest

from handover.report import render_strength
from handover.report.strength_text import share, strength_lines

ENDS = {"killed": 0, "proved": 0, "searched": 0, "tolerated": 0, "survived": 0}
STRENGTH = {
    "vectors": 1203,
    "killed": 12_000,
    "equivalent": {"proved": 31, "searched": 4, "tolerated": 700},
    "survived": 2,
    "searchedRows": 5400,
    "kinds": {
        "tree children swapped": {**ENDS, "killed": 11_000, "proved": 31},
        "tree threshold one ulp down (< for <=)": {**ENDS, "killed": 1000, "survived": 2},
        "tree leaf one ulp off": {**ENDS, "tolerated": 700, "searched": 4},
    },
    "survivors": [
        {
            "kind": "tree threshold one ulp down (< for <=)",
            "where": "tree 3 node 7",
            "row": {"basket_eur": 49.95, "device": "web", "rating": None},
        }
    ],
    "left": [{"what": "Scan v9", "why": "the graph inside it is not mutated"}],
}


def test_the_table_of_a_bundle(snapshot):
    text = render_strength(
        "shop 1.0.0", STRENGTH, [(15, 15, 3000, 12_002), (100, 60, 6000, 12_002)]
    )
    assert text == snapshot
    assert max(map(len, text.splitlines())) <= 80


def test_the_lines_in_show(snapshot):
    assert "\n".join(strength_lines(STRENGTH, 80)) == snapshot


@pytest.mark.parametrize("survived", [3, 4, 1005])
def test_three_survivors_are_named_and_the_others_counted(survived):
    survivors = [
        {"kind": "tree leaf one ulp off", "where": f"tree {number}", "row": {"x": 1.0}}
        for number in range(min(survived, 5))
    ]
    lines = strength_lines({**STRENGTH, "survived": survived, "survivors": survivors}, 80)
    named = [line.split(";")[0] for line in lines if line.startswith("  survived: ")]
    assert named == [f"  survived: tree leaf one ulp off, tree {number}" for number in range(3)]
    assert [line for line in lines if "more" in line] == (
        [] if survived == 3 else [f"  … and {survived - 3:,} more"]
    )


def test_a_bundle_without_figures_says_so():
    assert strength_lines(None, 80) == ["strength  not measured: run handover strength"]


@pytest.mark.parametrize(
    "broken",
    [
        5,
        {},
        {**STRENGTH, "killed": "many"},
        {**STRENGTH, "survived": -1},
        {**STRENGTH, "equivalent": []},
        {**STRENGTH, "survivors": [{"kind": "x"}]},
        {**STRENGTH, "survivors": 3},
    ],
)
def test_figures_of_another_shape_are_not_repeated(broken):
    assert strength_lines(broken, 80) == ["strength  cannot be read: run handover strength"]


def test_a_model_that_no_mutant_changes_claims_nothing():
    none = {**STRENGTH, "killed": 0, "survived": 0, "survivors": []}
    assert strength_lines(none, 80)[0] == "strength  no mutant of this model changes an answer"


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(5, 5, "100"), (99_999, 100_000, "99.9"), (0, 3, "0.0")]
)
def test_a_hundred_is_said_of_all_and_of_nothing_less(part, whole, text):
    assert share(part, whole) == text
