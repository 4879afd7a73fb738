"""A backend with one planted fault is caught, with its vectors named and its side blamed."""

from dataclasses import replace

import pytest

from handover.faults import EnvironmentMissing, UsageError
from handover.parity import Verdict, python_verifier
from handover.parity.python_verifier import verify_backend
from handover.parity.verdict import MOST_NAMED
from handover.report.verdict_text import reproduce
from handover.testvectors.test_vector import Deviation, Expected
from handover.values import canonical_json, parse_json
from tests.parity import faulty_backends as faulty


def verify(bundle, fault, **options):
    return verify_backend(bundle, fault(bundle), address="python:faulty", **options)


def failing_flags(verdict):
    return {group.flag for group in verdict.groups if group.failed}


def test_the_right_answers_pass_every_vector_and_every_check(shop_bundle):
    verdict = verify(shop_bundle, faulty.Right)
    assert verdict.status == "passed"
    assert verdict.counts.passed == verdict.counts.total == len(shop_bundle.vectors.vectors)
    assert {check.status for check in verdict.determinism} == {"passed"}
    assert verdict.cause is None


@pytest.mark.parametrize(
    ("fault", "flag"),
    [
        (faulty.OffByOneUlpTooMany, "hold-out"),
        (faulty.SwapsColumns, "hold-out"),
        (faulty.ReadsNullAsZero, "missing"),
        (faulty.MapsUnknownCategoryToTheFirst, "category"),
        (faulty.RoundsHalfUp, "hold-out"),
        (faulty.LowersWords, "category"),
        (faulty.ReturnsDoubles, "hold-out"),
        (faulty.ReturnsNullValues, "hold-out"),
    ],
)
def test_a_wrong_answer_is_blamed_on_the_backend(shop_bundle, fault, flag):
    verdict = verify(shop_bundle, fault)
    assert verdict.status == "failed"
    assert flag in failing_flags(verdict)
    assert verdict.cause.name == "backend"
    assert verdict.cause.owner == "backend owner"
    assert verdict.counts.failed == len({each.vector for each in verdict.mismatches})


@pytest.mark.parametrize("beyond", [0, 3])
def test_mismatches_beyond_the_most_that_are_listed_are_counted(shop_bundle, monkeypatch, beyond):
    whole = verify(shop_bundle, faulty.RoundsHalfUp)
    listed = len(whole.mismatches) - beyond
    monkeypatch.setattr(python_verifier, "MOST_LISTED", listed)
    cut = verify(shop_bundle, faulty.RoundsHalfUp)
    assert whole.mismatches_omitted == 0
    assert (cut.mismatches, cut.mismatches_omitted) == (whole.mismatches[:listed], beyond)
    assert cut.counts == whole.counts


def test_doubles_where_floats_are_declared_are_a_type_mismatch(shop_bundle):
    first = verify(shop_bundle, faulty.ReturnsDoubles).mismatches[0]
    assert (first.kind, first.cause) == ("type", "backend")


def test_rows_in_another_order_pass_one_by_one_and_fail_in_batches(shop_bundle):
    verdict = verify(shop_bundle, faulty.ReturnsRowsInAnotherOrder)
    assert verdict.status == "failed"
    assert verdict.counts.failed == 0
    assert {check.check: check.status for check in verdict.determinism} == {
        "repeat": "passed",
        "shuffled": "failed",
        "batch": "failed",
        "threads": "passed",
    }
    assert "batch" in verdict.cause.sentence
    details = {check.check: check.detail for check in verdict.determinism}
    assert details["batch"].endswith("the same answers, on other rows")
    for check in verdict.determinism:
        known = {vector.id for vector in shop_bundle.vectors.vectors}
        assert set(check.vectors) <= known
        assert len(check.vectors) == min(check.differing, MOST_NAMED)
    # One vector alone cannot show it.
    assert "--only" not in reproduce(verdict)


def test_chunks_are_seen_also_where_the_vectors_divide_by_them(shop_bundle):
    class Chunked(faulty.ForgetsWhatIsNoChunk):
        chunk = sum(isinstance(each.expected, Expected) for each in shop_bundle.vectors.vectors)

    verdict = verify(shop_bundle, Chunked)
    failed = {check.check for check in verdict.determinism if check.status == "failed"}
    assert (verdict.status, failed) == ("failed", {"shuffled"})


def test_several_rows_a_call_are_not_asked_where_the_profile_forbids_them(shop_bundle):
    profile = {**shop_bundle.manifest["profile"], "batch": [1]}
    manifest = {**shop_bundle.manifest, "profile": profile}
    verdict = verify(replace(shop_bundle, manifest=manifest), faulty.Right)
    assert verdict.status == "passed"
    assert [check.status for check in verdict.determinism] == [
        "passed",
        "skipped",
        "skipped",
        "passed",
    ]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (faulty.ReturnsNull, "HV302"),
        (faulty.DropsAColumn, "HV303"),
        (faulty.ReturnsTooFewRows, "HV304"),
    ],
)
def test_no_answer_at_all_is_errored_by_name(shop_bundle, fault, code):
    verdict = verify(shop_bundle, fault)
    assert verdict.status == "errored"
    assert {error.code for error in verdict.errors} == {code}
    assert verdict.counts.errored == len(verdict.errors)


def test_a_row_that_throws_is_errored_alone_and_the_rest_goes_on(shop_bundle):
    verdict = verify(shop_bundle, faulty.ThrowsForIos)
    assert verdict.status == "errored"
    assert verdict.counts.passed > 0
    error = verdict.errors[0]
    assert (error.code, error.exception, error.message) == (
        "HV301",
        "RuntimeError",
        "no such device",
    )
    assert error.frames[0].startswith("read (faulty_backends.py:")
    assert error.causes == ("KeyError: 'ios'",)
    thrown = {error.vector for error in verdict.errors}
    ios = {v.id for v in shop_bundle.vectors.vectors if v.input.get("device") == "ios"}
    assert thrown <= ios


def test_an_output_that_is_never_a_number_proves_nothing(shop_bundle):
    verdict = verify(shop_bundle, faulty.AnswersNaN)
    assert verdict.status == "failed"
    assert "HV102" in {error.code for error in verdict.errors}


def test_answers_that_drift_are_found_by_repeating(shop_bundle):
    verdict = verify(shop_bundle, faulty.DriftsWithEveryCall)
    checks = {check.check: check for check in verdict.determinism}
    assert verdict.counts.failed == 0
    assert checks["repeat"].status == "failed"
    assert checks["repeat"].vectors


def test_state_shared_between_threads_is_found(shop_bundle):
    checks = {c.check: c.status for c in verify(shop_bundle, faulty.MixesThreadsUp).determinism}
    assert checks["repeat"] == "passed"
    assert checks["threads"] == "failed"


def test_a_backend_that_enforces_the_input_rules_is_held_to_them(shop_bundle):
    assert verify(shop_bundle, faulty.Enforces).status == "passed"
    lax = verify(shop_bundle, faulty.EnforcesButLetsNullThrough)
    assert failing_flags(lax) == {"reject-null"}
    assert {mismatch.kind for mismatch in lax.mismatches} == {"outcome"}
    strict = verify(shop_bundle, faulty.EnforcesTooMuch)
    assert "missing" in failing_flags(strict)
    assert strict.mismatches[0].expected == "a value"


def with_other_truths(bundle, **truths):
    """Return the bundle with its first value vector alone, expecting otherwise, and the vector."""
    first = next(v for v in bundle.vectors.vectors if isinstance(v.expected, Expected))
    rounded = first.input["rate"]
    changed = replace(
        first,
        expected=replace(first.expected, **truths),
        source={"rate": rounded + 1e-12},
        deviation=Deviation("converter", "HT401"),
    )
    vectors = replace(bundle.vectors, vectors=(changed,))
    return replace(bundle, vectors=vectors), first


def test_answers_for_the_unrounded_row_are_called_rounding(shop_bundle):
    other = {"proba": 0.125, "label": 0}
    bundle, _ = with_other_truths(shop_bundle, source=other)
    verdict = verify(bundle, faulty.AnswersOffTheUnroundedRow)
    assert verdict.counts.failed == 1
    assert {mismatch.cause for mismatch in verdict.mismatches} == {"rounding"}
    assert verdict.cause.owner == "data scientist"


def test_a_backend_that_agrees_with_the_estimator_is_not_blamed_for_the_converter(shop_bundle):
    bundle, first = with_other_truths(shop_bundle, onnx={"proba": 0.875, "label": 1})
    verdict = verify(bundle, faulty.Right)
    assert {mismatch.vector for mismatch in verdict.mismatches} == {first.id}
    assert verdict.cause.name == "converter"
    assert verdict.cause.owner == "data scientist"


def test_a_label_within_its_margin_is_counted_and_not_failed(shop_bundle):
    first = next(v for v in shop_bundle.vectors.vectors if isinstance(v.expected, Expected))
    flipped = replace(
        first,
        expected=replace(
            first.expected, onnx={**first.expected.onnx, "label": 1 - first.expected.onnx["label"]}
        ),
        margin={"label": 1e-9},
    )
    vectors = replace(shop_bundle.vectors, vectors=(flipped,))
    verdict = verify(replace(shop_bundle, vectors=vectors), faulty.Right)
    assert verdict.status == "passed"
    assert {output.name: output.within_margin for output in verdict.outputs}["label"] == 1


def test_a_runtime_outside_the_profile_is_refused_by_name(shop_bundle):
    with pytest.raises(EnvironmentMissing) as refused:
        verify(shop_bundle, faulty.SaysItRunsTheFileButDoesNot)
    assert refused.value.faults[0].code == "HJ402"
    assert refused.value.faults[0].found == "onnxruntime=1.26.0"


def test_with_the_refusal_overridden_the_runtime_is_blamed_and_the_reason_kept(shop_bundle):
    verdict = verify(
        shop_bundle, faulty.SaysItRunsTheFileButDoesNot, accept_runtime="until the image is rebuilt"
    )
    assert verdict.status == "failed"
    assert verdict.cause.name == "runtime"
    assert verdict.accepted[-1]["id"] == "HJ402"
    assert verdict.accepted[-1]["reason"] == "until the image is rebuilt"


def test_only_plays_the_named_vectors(shop_bundle):
    ids = [vector.id for vector in shop_bundle.vectors.vectors][:3]
    verdict = verify(shop_bundle, faulty.Right, only=ids)
    assert verdict.counts.total == 3


def test_all_unknown_ids_are_named_at_once(shop_bundle):
    near = shop_bundle.vectors.vectors[0].id
    with pytest.raises(UsageError) as refused:
        verify(shop_bundle, faulty.Right, only=[near[:-1] + "?", "nothing-like-it"])
    assert [fault.code for fault in refused.value.faults] == ["HV201", "HV201"]
    assert near in {(fault.expected or "").removeprefix("id=") for fault in refused.value.faults}


def test_zero_vectors_prove_nothing(shop_bundle):
    empty = replace(shop_bundle, vectors=replace(shop_bundle.vectors, vectors=()))
    verdict = verify(empty, faulty.Right)
    assert verdict.status == "failed"
    assert verdict.errors[0].code == "HV101"


@pytest.mark.parametrize(
    "fault", [faulty.Right, faulty.SwapsColumns, faulty.ThrowsForIos, faulty.AnswersNaN]
)
def test_a_verdict_survives_writing_and_reading(shop_bundle, fault):
    verdict = verify(shop_bundle, fault)
    data = canonical_json(verdict.to_json())
    again = Verdict.from_json(parse_json(data, where="verdict"))
    assert canonical_json(again.to_json()) == data


def test_progress_counts_every_vector(shop_bundle):
    seen = []
    verify(shop_bundle, faulty.Right, progress=lambda done, total: seen.append((done, total)))
    total = len(shop_bundle.vectors.vectors)
    assert seen == [(done, total) for done in range(1, total + 1)]
