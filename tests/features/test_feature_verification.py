"""Feature code with one planted fault is caught, its column named, before any model is blamed."""

from dataclasses import replace

import pytest

from handover.backends import BackendInfo
from handover.bundle import read
from handover.parity import verify
from handover.parity.python_verifier import verify_backend
from handover.report import render
from handover.testvectors.test_vector import Expected
from tests.features import visits


@pytest.fixture(scope="module")
def bundle_path(tmp_path_factory):
    return visits.visits_bundle(tmp_path_factory)


@pytest.fixture(scope="module")
def bundle(bundle_path):
    return read(bundle_path)


def played(bundle, step):
    return verify_backend(bundle, step, address="python:step")


def columns_of(verdict):
    return {m.path.removeprefix("$.") for m in verdict.mismatches}


def test_the_function_itself_passes_at_its_address(bundle_path, bundle):
    verdict = verify(bundle_path, "python:features")
    of_features = len(bundle.vectors.of_stage("features"))
    assert (verdict.status, verdict.stages) == ("passed", ("features",))
    assert verdict.counts.passed == of_features > 100
    assert verdict.counts.skipped == len(bundle.vectors.of_stage("model")) > 100
    assert [skip.what for skip in verdict.skips] == ["stage model"]
    assert [check.check for check in verdict.determinism] == ["features-repeat", "features-threads"]
    assert [each.name for each in verdict.features] == ["views_7d", "spent_eur", "hour", "channel"]
    assert verdict.outputs == ()


@pytest.mark.python_runtime
def test_a_model_alone_skips_the_features_and_says_so(bundle_path, bundle):
    verdict = verify(bundle_path, "python:onnxruntime")
    assert (verdict.status, verdict.stages, verdict.features) == ("passed", ("model",), ())
    assert verdict.counts.skipped == len(bundle.vectors.of_stage("features"))
    assert [skip.what for skip in verdict.skips] == ["stage features"]
    assert "stage features" in render(verdict)


@pytest.mark.parametrize("fault", visits.FAULTS)
def test_a_fault_in_feature_code_is_caught_and_put_down_to_it(bundle, fault):
    verdict = played(bundle, fault())
    assert verdict.status == "failed"
    assert verdict.cause.name == "features"
    assert verdict.cause.owner == "backend owner"
    assert {mismatch.stage for mismatch in verdict.mismatches} == {"features"}
    assert verdict.counts.failed == len({mismatch.vector for mismatch in verdict.mismatches})


def test_only_the_rows_at_its_edge_catch_a_window_without_its_start(bundle):
    verdict = played(bundle, visits.LeavesOutTheStartOfTheWindow())
    assert {m.flag for m in verdict.mismatches} == {"raw-switch"}


def test_what_a_wrong_feature_does_to_the_answer_is_said(bundle):
    hints = [m.hint or "" for m in played(bundle, visits.ReadsNullAsZero()).mismatches]
    assert any(hint.startswith("the model then answers proba=") for hint in hints)
    refused = [m.hint or "" for m in played(bundle, visits.CountsHoursSince1970()).mismatches]
    assert any("the model refuses such a row (HR104 hour)" in hint for hint in refused)


def test_first_comes_the_first_stage_and_its_columns_are_counted(bundle):
    verdict = played(bundle, visits.SwapsColumns())
    assert verdict.cause.sentence.startswith(
        "The feature code differs, before any model is asked: views_7d ("
    )


class RightFeaturesWrongModel(visits.Right):
    """Both stages; the model adds a little to every probability."""

    def __init__(self, bundle):
        self.answers = {
            str(sorted(v.input.items())): v.expected.onnx
            for v in bundle.vectors.vectors
            if isinstance(v.expected, Expected)
        }

    def score(self, rows):
        answers = [self.answers[str(sorted(row.items()))] for row in rows]
        return [answer | {"proba": answer["proba"] / 2} for answer in answers]


def test_a_backend_of_both_stages_is_played_through_both(bundle):
    verdict = played(bundle, RightFeaturesWrongModel(bundle))
    assert verdict.stages == ("features", "model")
    assert verdict.counts.skipped == 0
    assert verdict.cause.name == "backend"
    assert {mismatch.stage for mismatch in verdict.mismatches} == {"model"}


def test_code_that_throws_is_an_error_of_its_rows_only(bundle):
    verdict = played(bundle, visits.ThrowsWithoutEvents())
    assert verdict.status == "errored"
    empty = [v for v in bundle.vectors.of_stage("features") if v.input.get("events") == []]
    assert {error.vector for error in verdict.errors} == {v.id for v in empty}
    assert {error.exception for error in verdict.errors} == {"IndexError"}


@pytest.mark.parametrize(
    ("fault", "code"), [(visits.ForgetsAColumn, "HV303"), (visits.ReturnsNothing, "HV302")]
)
def test_what_is_no_row_of_features_is_an_error(bundle, fault, code):
    assert {error.code for error in played(bundle, fault()).errors} == {code}


def test_code_that_keeps_state_disagrees_with_itself(bundle):
    verdict = played(bundle, visits.KeepsTheLastChannel())
    assert {c.check for c in verdict.determinism if c.status == "failed"} >= {"features-repeat"}


class RefusesNothingItself(visits.Right):
    """Says that it enforces the rules, and does not."""

    info = BackendInfo("refuses nothing", "1", enforces_input_rules=True)


def test_code_that_enforces_the_rules_is_held_to_its_refusals(bundle):
    verdict = played(bundle, RefusesNothingItself())
    rejected = {e.vector for e in verdict.errors} | {m.vector for m in verdict.mismatches}
    assert rejected
    assert {vector.partition("-")[0] for vector in rejected} == {"raw"}
    assert all(vector.startswith("raw-reject") for vector in rejected)


class OneStepUp(visits.Right):
    """One float32 above what was spent: within a tolerance of one ulp."""

    def row(self, raw):
        import numpy as np

        told = super().row(raw)
        spent = told["spent_eur"]
        step = None if spent is None else float(np.nextafter(np.float32(spent), np.float32(np.inf)))
        return told | {"spent_eur": step}


def test_a_tolerance_of_a_feature_holds_as_long_as_the_answer_does(tmp_path):
    agreed = read(visits.write_visits(tmp_path, tolerance={"spent_eur": {"ulp": 1}}))
    verdict = played(agreed, OneStepUp())
    assert verdict.counts.passed > verdict.counts.failed
    for mismatch in verdict.mismatches:
        assert mismatch.hint.startswith("within the tolerance of the feature, but the model")


def test_a_bundle_without_vectors_of_a_stage_proves_nothing_of_it(bundle):
    chosen = bundle.vectors.of_stage("model")
    vectors = replace(bundle.vectors, vectors=chosen)
    verdict = played(replace(bundle, vectors=vectors), visits.Right())
    assert [error.code for error in verdict.errors] == ["HV101"]
