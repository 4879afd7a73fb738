"""`verify` from path and address to verdict, in this process."""

import threading

import pytest

import handover
from handover.faults import BundleInvalid, ParityBroken, UsageError
from handover.parity.deadline import within
from handover.parity.runtime_range import check_runtime
from tests.patience import PATIENCE

PROFILE = {
    "runtime": "onnxruntime",
    "range": {"min": "1.18.0", "below": "2.0.0", "except": ["1.26.0", "1.27.0"]},
    "producedWith": "1.29.0",
}


@pytest.mark.python_runtime
def test_the_model_file_and_the_estimator_both_pass(shop_files):
    path, model = shop_files
    assert handover.verify(path, "python:onnxruntime").status == "passed"
    assert handover.verify(path, f"python:estimator,path={model}").status == "passed"


@pytest.mark.python_runtime
def test_a_verdict_names_bundle_backend_and_place(shop_files):
    verdict = handover.verify(shop_files[0], "python:onnxruntime")
    assert verdict.bundle.name == "small"
    assert verdict.backend.runtime.startswith("onnxruntime ")
    assert verdict.backend.runs_model_file
    assert verdict.environment.language == "python"


def test_an_estimator_of_other_columns_is_refused(shop_files, tmp_path):
    with pytest.raises(UsageError) as refused:
        handover.verify(shop_files[0], f"python:estimator,path={tmp_path / 'none.joblib'}")
    assert refused.value.faults[0].code == "HU201"


def test_a_bundle_that_is_none_is_refused(tmp_path):
    with pytest.raises(BundleInvalid):
        handover.verify(tmp_path / "none.handover", "python:onnxruntime")


def test_work_that_hangs_is_given_up_at_the_deadline():
    with pytest.raises(ParityBroken) as refused:
        within(0.05, threading.Event().wait)
    assert refused.value.faults[0].code == "HJ301"


def test_what_the_work_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        within(PATIENCE, lambda: 1 // 0)


@pytest.mark.parametrize(
    ("runtime", "refused"),
    [
        ("onnxruntime 1.29.0", False),
        ("onnxruntime 1.18.0", False),
        ("onnxruntime 1.26.0", True),
        ("onnxruntime 1.27.0+cpu", True),
        ("onnxruntime 1.26.1", False),
        ("onnxruntime 1.17.3", True),
        ("onnxruntime 2.0.0", True),
        ("another 0.1", False),
        (None, False),
    ],
)
def test_a_runtime_is_held_to_the_profile(runtime, refused):
    assert (check_runtime(runtime, PROFILE) is not None) == refused


@pytest.mark.parametrize(
    ("made", "advice"), [("1.29.0", "1.29.0"), ("1.17.0", "inside the range"), ("", "inside")]
)
def test_the_advice_names_a_runtime_inside_the_range(made, advice):
    fault = check_runtime("onnxruntime 1.26.0", {**PROFILE, "producedWith": made})
    assert fault is not None
    assert fault.next is not None
    assert fault.next.startswith(f"Install onnxruntime {advice}")
