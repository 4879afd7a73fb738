"""A model file without its estimator, from export to a bundle that finds what one fault does."""

import pytest

from handover.bundle import read
from handover.bundle.rewriting import rewrite
from handover.cli import main
from handover.fuzzing import promote
from handover.fuzzing.counterexample import Counterexample
from handover.fuzzing.differential_test import Failure
from handover.testvectors.vector_set import VectorSet


@pytest.fixture(scope="module")
def file_bundle(shop, tmp_path_factory):
    folder = tmp_path_factory.mktemp("file")
    model = folder / "model.onnx"
    model.write_bytes(read(shop.bundle).model)
    words = ["export", str(shop.contract), "--onnx", str(model), "--data", str(shop.data)]
    assert main([*words, "--out", str(folder)]) == 0
    return folder / "basket-1.0.0.handover"


def test_its_vectors_kill_every_mutant_and_claim_no_estimator(file_bundle):
    header = read(file_bundle).vectors.header
    assert header["oracles"] == ["onnxruntime", "onnx.reference"]
    assert header["strength"]["survived"] == 0
    assert header["strength"]["killed"] > 100
    answered = [v for v in read(file_bundle).vectors.vectors if hasattr(v.expected, "onnx")]
    assert header["truths"]["runtime"]["compared"] == len(answered)


@pytest.mark.python_runtime
def test_it_verifies_and_shows_that_nobody_was_asked_but_the_file(file_bundle, capsys):
    assert main(["verify", str(file_bundle), "--backend", "python:onnxruntime"]) == 0
    assert main(["show", str(file_bundle)]) == 0
    assert "no estimator" in capsys.readouterr().out


@pytest.fixture
def weak(file_bundle, tmp_path):
    """The bundle with its hold-out vectors alone."""
    bundle = read(file_bundle)
    few = tuple(v for v in bundle.vectors.vectors if v.flag == "hold-out")
    return rewrite(tmp_path / "weak", bundle, VectorSet(few, bundle.vectors.header), [])


def test_rows_are_promoted_without_a_model(weak, tmp_path, capsys):
    assert main(["strength", str(weak)]) == 1
    assert main(["strength", str(weak), "--promote", "--out", str(tmp_path)]) == 0
    promoted = read(tmp_path / weak.name).vectors
    added = [v for v in promoted.vectors if v.flag == "mutant"]
    assert added
    assert {(v.expected.source, v.expected.wire) for v in added} == {(None, None)}


def test_a_model_for_a_bundle_that_has_none_is_refused(weak, shop, tmp_path, capsys):
    words = ["strength", str(weak), "--promote", "--out", str(tmp_path)]
    assert main([*words, "--model", str(shop.model)]) == 2
    assert "HU107 the bundle was made of a model file" in capsys.readouterr().err


@pytest.mark.python_runtime
def test_a_row_that_fuzzing_found_is_promoted_with_the_files_own_answer(file_bundle, tmp_path):
    bundle = read(file_bundle)
    row = next(v.input for v in bundle.vectors.vectors if v.flag == "hold-out")
    failure = Failure(0, "$.proba", "proba", "value", "0.5", "0.6", "ulp <= 16")
    found = Counterexample("fuzz-1", row, (), failure, (), alone=True, origin="fuzzed", after=1)
    promoted = promote(bundle, [found], tmp_path)
    (vector,) = (v for v in read(promoted.path).vectors.vectors if v.flag == "fuzz")
    assert (vector.expected.source, vector.expected.wire) == (None, None)
    assert main(["verify", str(promoted.path), "--backend", "python:onnxruntime"]) == 0
