"""Whatever is done to a bundle, the reader gives all of it or refuses by name."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handover.bundle import read
from handover.bundle.archive import unpack
from handover.bundle.model_scan import scan_model
from handover.faults import BundleInvalid
from tests.bundle.tiny import tiny, tiny_bytes
from tests.search_length import searched

GOOD = tiny_bytes()
LAW = settings(
    max_examples=searched(150),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def refused(path):
    with pytest.raises(BundleInvalid) as error:
        read(path)
    assert error.value.faults
    return {fault.code for fault in error.value.faults}


def test_a_good_bundle_gives_contract_model_vectors_and_metrics(tmp_path):
    bundle = read(tiny(tmp_path))
    assert bundle.contract.version == "1.0.0"
    assert bundle.model == bundle.file("model.onnx")
    assert [vector.flag for vector in bundle.vectors.vectors] == [
        "hold-out",
        "hold-out",
        "missing",
        "reject-null",
    ]
    assert bundle.metrics == {"metrics": []}
    assert bundle.manifest["name"] == "tiny"


@LAW
@given(length=st.integers(0, len(GOOD) - 1))
def test_no_truncated_bundle_is_read(tmp_path, length):
    path = tmp_path / "cut.handover"
    path.write_bytes(GOOD[:length])
    assert refused(path)


@LAW
@given(at=st.integers(0, len(GOOD) - 1), mask=st.integers(1, 255))
def test_no_bundle_with_a_changed_byte_is_read(tmp_path, at, mask):
    data = bytearray(GOOD)
    data[at] ^= mask
    path = tmp_path / "flipped.handover"
    path.write_bytes(bytes(data))
    assert refused(path)


@LAW
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes_are_refused_by_name(tmp_path, data):
    path = tmp_path / "noise.handover"
    path.write_bytes(data)
    assert refused(path)


@LAW
@given(head=st.binary(max_size=60), tail=st.binary(max_size=60))
def test_nothing_but_a_fault_comes_of_noise_around_the_end_record(head, tail):
    with pytest.raises(BundleInvalid):
        unpack(head + b"PK\1\2" + tail + GOOD[-22:])


@LAW
@given(data=st.binary(max_size=300))
def test_a_model_scan_of_noise_ends_in_a_fault(data):
    with pytest.raises(BundleInvalid):
        scan_model(data)


@LAW
@given(at=st.integers(0, 10_000), mask=st.integers(1, 255))
def test_a_model_scan_of_a_flipped_model_ends_in_facts_or_a_fault(at, mask):
    model = bytearray(unpack(GOOD)["model.onnx"])
    model[at % len(model)] ^= mask
    try:
        assert scan_model(bytes(model)).outputs
    except BundleInvalid as fault:
        assert {each.code for each in fault.faults} <= {"HB404", "HB405"}


def test_a_path_that_is_no_file_is_refused(tmp_path):
    assert refused(tmp_path / "nowhere.handover") == {"HB101"}
    assert refused(tmp_path) == {"HB101"}
    assert refused("\0") == {"HB101"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_fifo_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / "pipe.handover"
    os.mkfifo(path)
    assert refused(path) == {"HB101"}


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.handover"
    with path.open("wb") as file:
        file.truncate((2 << 30) + 1)
    assert refused(path) == {"HB105"}


def test_all_faults_of_the_manifest_come_at_once(tmp_path):
    from tests.bundle.tiny import TABLE
    from tests.bundle.zip_recipe import build

    case = {
        "sealed": [
            {"op": "drop", "file": "CARD.md"},
            {"op": "put", "file": "extra.txt", "content": {"text": "x"}},
            {"op": "flip", "file": "model.onnx", "at": 0},
            {"op": "append", "file": "metrics.json", "text": " "},
        ]
    }
    path = tmp_path / "several.handover"
    path.write_bytes(build(TABLE["good"], case))
    assert refused(path) == {"HB202", "HB203", "HB204", "HB205"}
