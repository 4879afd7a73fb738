"""Leaves that rows end in: what drawing remembers is what walking every row finds."""

import dataclasses

import pytest
from sklearn.linear_model import LinearRegression, LogisticRegression

from handover.drawing.coverage import reach_of
from handover.drawing.draw_context import ground
from handover.drawing.generators.tree_split import tree_split
from handover.onnx_export import export
from tests.drawing.shop import FAMILIES, HOLDOUT, PROPENSITY, TREES, drawn, prepared


@pytest.mark.parametrize("kind", TREES)
def test_remembered_leaves_are_those_that_walking_finds(kind):
    estimator = FAMILIES[kind]()
    model = export(estimator, PROPENSITY, sample=HOLDOUT)
    base = ground(PROPENSITY, estimator, HOLDOUT, seed=20)
    candidates, _, walked = tree_split(base, model)
    forgetful = dataclasses.replace(walked, ended={})
    assert walked.ended
    for kept in (candidates, candidates[: len(candidates) // 2], candidates[:1]):
        rows, keys = [each.row for each in kept], {each.key for each in kept}
        found = reach_of(base, walked, rows, keys)
        assert found == reach_of(base, forgetful, rows, keys)
    assert found["leaves"].covered < found["leaves"].total


def test_parts_of_an_estimator_that_are_not_looked_into_are_named():
    model = prepared(LogisticRegression())
    model[-1].before_ = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    parts = drawn(model).header["coverage"]["parts"]
    assert (parts["covered"], parts["total"]) == (7, 8)
    assert parts["left"][0]["what"] == ".steps[1][1].before_"
    assert "parts" not in drawn(prepared(LogisticRegression())).header["coverage"]
