"""What a verdict concludes, the table that Scala runs, too."""

import json
from pathlib import Path

import pytest

from handover.parity.conclusion import conclude
from handover.parity.verdict import DeterminismCheck, Mismatch, ScoringError

TABLE = json.loads(
    (Path(__file__).parents[1] / "shared" / "conclusions.json").read_text(encoding="utf-8")
)
FEATURES = ("hour", "spent", "last", "last_hour")


def mismatch(vector, *, cause="backend", stage="model", path="$.proba"):
    return Mismatch(
        vector, "hold-out", stage, "", path, "value", 1.0, 2.0, None, 1.0, "bits", {}, cause
    )


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_both_languages_conclude_alike(case):
    found = conclude(
        [mismatch(vector, cause=cause) for vector, cause in case.get("mismatches", [])],
        [ScoringError(*given) for given in case.get("errors", [])],
        [DeterminismCheck(*each, 0, (), "") for each in case.get("determinism", [])],
    )
    expected = case["conclusion"]
    assert (found is None) == (expected is None)
    if found is not None:
        assert found.name == expected["name"]
        assert expected["count"] in found.sentence


@pytest.mark.parametrize("case", TABLE["features"], ids=lambda case: case["name"])
def test_both_languages_name_the_features_that_differ_alike(case):
    found = conclude(
        [mismatch(vector, stage=stage, path=path) for vector, stage, path in case["mismatches"]],
        [],
        [],
        FEATURES,
    )
    if case["conclusion"] is None:
        assert found.name != "features"
    else:
        assert found.name == "features"
        assert f": {case['conclusion']}. " in found.sentence
