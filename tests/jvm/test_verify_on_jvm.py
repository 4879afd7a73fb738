"""The same bundle, the same verdict, on the JVM and in this process."""

import pytest

import handover
from handover.bundle import read
from handover.faults import BundleInvalid, UsageError
from handover.values import canonical_json

pytestmark = pytest.mark.jvm


@pytest.fixture(scope="module")
def verdict(shop):
    seen = []
    found = handover.verify(shop, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == found.counts.total
    return found


def test_the_reference_backend_passes_every_vector(verdict, shop):
    assert verdict.status == "passed"
    assert verdict.counts.passed == len(read(shop).vectors.vectors)
    assert verdict.environment.language == "scala"


@pytest.mark.python_runtime
def test_both_languages_reach_the_same_verdict(verdict, shop):
    ours, theirs = handover.verify(shop, "python:onnxruntime").to_json(), verdict.to_json()
    for part in ("status", "counts", "groups", "outputs", "mismatches", "errors", "notes"):
        assert canonical_json(ours[part]) == canonical_json(theirs[part]), part
    for part in ("bundle", "accepted", "profile", "cause"):
        assert canonical_json(ours[part]) == canonical_json(theirs[part]), part
    assert [c["check"] for c in ours["determinism"]] == [c["check"] for c in theirs["determinism"]]


def test_a_mismatch_is_told_alike_in_both_languages(shop, faulty):
    """RoundsHalfUp in Scala against the same fault in Python."""
    from decimal import ROUND_HALF_UP, Decimal

    from handover.parity.python_verifier import verify_backend
    from handover.values import ElementType, round_to
    from tests.parity.faulty_backends import Right

    class RoundsHalfUp(Right):
        def answer(self, row, answer):
            exact = Decimal(repr(answer["proba"])).quantize(Decimal("0.001"), ROUND_HALF_UP)
            return {**answer, "proba": round_to(str(exact), ElementType.F32)}

    address = "jvm:io.handover.faulty.RoundsHalfUp"
    theirs = handover.verify(shop, address, classpath=faulty).to_json()
    bundle = read(shop)
    ours = verify_backend(bundle, RoundsHalfUp(bundle), address=address).to_json()
    for part in ("counts", "groups", "outputs", "cause"):
        assert canonical_json(ours[part]) == canonical_json(theirs[part]), part
    left = [{**mismatch, "hint": None} for mismatch in ours["mismatches"]]
    right = [{**mismatch, "hint": None} for mismatch in theirs["mismatches"]]
    assert canonical_json(left) == canonical_json(right)


def test_only_plays_the_named_vector(shop):
    first = read(shop).vectors.vectors[0].id
    assert handover.verify(shop, only=[first]).counts.total == 1


def test_unknown_ids_are_refused(shop):
    with pytest.raises(UsageError) as refused:
        handover.verify(shop, only=["no-such-id"])
    assert refused.value.faults[0].code == "HV201"


def test_a_broken_bundle_is_refused_with_the_reader_s_code(shop, tmp_path):
    broken = tmp_path / "broken.handover"
    data = bytearray(shop.read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(bytes(data))
    with pytest.raises(BundleInvalid) as refused:
        handover.verify(broken)
    with pytest.raises(BundleInvalid) as ours:
        read(broken)
    assert {f.code for f in refused.value.faults} == {f.code for f in ours.value.faults}


def test_a_turkish_machine_without_utf8_gives_the_same_verdict(verdict, shop, monkeypatch):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    turkish = handover.verify(shop)
    assert turkish.counts == verdict.counts
    assert turkish.outputs == verdict.outputs
