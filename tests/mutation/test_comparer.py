"""Columns are compared as the judge compares rows: there is one rule, spelled twice."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.compare import RowComparer
from handover.mutation.comparer import Comparer
from tests.drawing.agreed import contract, field

STEPS = st.integers(-40, 40)


def stepped(value, steps, kind):
    """Return the float some ulps away."""
    found = kind(value)
    for _ in range(abs(steps)):
        found = np.nextafter(found, kind(math.inf if steps > 0 else -math.inf))
    return found


AGREED = contract(
    [field("x")],
    [field("proba", "f32", length=3), field("label", "string")],
    task="multiclass-classification",
)


@given(
    st.lists(st.floats(0, 1, width=32), min_size=3, max_size=3),
    STEPS,
    st.sampled_from(["a", "b"]),
    st.floats(0, 1e-5),
)
def test_whole_rows_are_wrong_exactly_when_the_judge_finds_a_difference(
    scores, steps, label, margin
):
    expected = {"proba": scores, "label": "a"}
    moved = [scores[0], float(stepped(scores[1], steps, np.float32)), scores[2]]
    obtained = {"proba": moved, "label": label}
    judged = RowComparer(AGREED).compare(expected, obtained, margin={"label": margin})
    comparer = Comparer(AGREED)
    found = comparer.differ(
        comparer.arrays([expected]),
        comparer.arrays([obtained]),
        {"label": np.array([margin])},
        [{}],
    )
    assert list(found) == [bool(judged.differences)]


def test_answers_of_another_type_or_shape_are_wrong():
    comparer = Comparer(AGREED)
    expected = comparer.arrays([{"proba": [0.1, 0.2, 0.7], "label": "a"}])
    for name, other in (
        ("proba", expected["proba"].astype(np.float64)),
        ("proba", expected["proba"][:, :2]),
        ("label", np.array([[1]])),
    ):
        assert list(comparer.differ(expected, {**expected, name: other}, {}, [{}])) == [True]


@pytest.mark.parametrize("role", ["retrieval"])
def test_lists_of_ids_may_differ_among_equals_only(role):
    agreed = contract(
        [field("x")],
        [
            field("ids", "i64", length=2),
            field("distance", "f32", length=2),
        ],
        task=role,
    )
    comparer = Comparer(agreed)
    expected = comparer.arrays([{"ids": [4, 7], "distance": [1.0, 1.0]}] * 2)
    obtained = comparer.arrays(
        [{"ids": [7, 4], "distance": [1.0, 1.0]}, {"ids": [4, 9], "distance": [1.0, 1.0]}]
    )
    assert list(comparer.differ(expected, obtained, {}, [{}, {}])) == [False, True]
    assert list(comparer.differ(expected, obtained, {}, [None, None])) == [False, False]
    ties = [{}, {"ids": [9]}]
    assert list(comparer.differ(expected, obtained, {}, ties)) == [False, False]
