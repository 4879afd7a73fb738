"""Leaves that rows end in: what drawing remembers is what walking every row finds."""

import dataclasses

import pytest

from handover.drawing.coverage import reach_of
from handover.drawing.draw_context import ground
from handover.drawing.generators.tree_split import tree_split
from handover.onnx_export import export
from tests.drawing.shop import FAMILIES, HOLDOUT, PROPENSITY, TREES


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
