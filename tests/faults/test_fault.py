"""A fault is data with a one-line text, and survives its JSON form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover import faults as errors
from handover.faults import ExitCode, Fault, HandoverError, Owner

texts = st.text(min_size=1)
maybe = st.none() | texts
faults = st.builds(
    Fault,
    code=texts,
    message=texts,
    owner=st.sampled_from(Owner),
    where=maybe,
    expected=maybe,
    found=maybe,
    next=maybe,
)


@given(faults)
def test_a_fault_survives_its_json_form(fault):
    assert Fault.from_json(fault.to_json()) == fault


def test_the_text_of_a_fault_is_place_code_message_and_the_pair():
    fault = Fault(
        "HB204",
        "size differs",
        Owner.DATA_SCIENTIST,
        where="model.onnx",
        expected="size=120",
        found="size=119",
    )
    assert str(fault) == "model.onnx: HB204 size differs (expected size=120, found size=119)"


def test_an_error_shows_all_its_faults_at_once():
    error = HandoverError(
        Fault("HB201", "manifest missing", Owner.DATA_SCIENTIST),
        Fault("HB403", "no vectors", Owner.DATA_SCIENTIST),
    )
    assert str(error).splitlines() == ["HB201 manifest missing", "HB403 no vectors"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.ParityBroken, ExitCode.BROKEN),
        (errors.ExportRefused, ExitCode.BROKEN),
        (errors.UsageError, ExitCode.USAGE),
        (errors.ContractInvalid, ExitCode.INVALID),
        (errors.BundleInvalid, ExitCode.INVALID),
        (errors.EnvironmentMissing, ExitCode.ENVIRONMENT),
    ],
)
def test_each_kind_of_error_has_the_exit_code_of_its_family(error, code):
    assert error.exit_code is code
