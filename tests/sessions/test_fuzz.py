"""Fuzzing at the command line: what comes back, which files, and the exit codes."""

import json

import pytest

from handover.bundle import read
from handover.cli import main


@pytest.mark.python_runtime
def test_a_right_backend_ends_with_zero_and_a_report(shop, capsys, tmp_path):
    told = tmp_path / "fuzz.json"
    words = ["fuzz", str(shop.bundle), "--backend", "python:onnxruntime", "--rows", "3000"]
    assert main([*words, "--json", str(told), "--corpus", str(tmp_path / "corpus")]) == 0
    assert capsys.readouterr().out.startswith("NOTHING FOUND  basket: 3,000 rows in 2 batches")
    document = json.loads(told.read_text())
    assert (document["format"], document["rows"]) == ("handover-fuzz/1", 3000)
    assert document["findings"] == []
    assert not (tmp_path / "corpus").exists()


@pytest.fixture(scope="module")
def stale(shop, tmp_path_factory):
    """The estimator as it was before it was fitted again: the bundle knows another."""
    import joblib

    estimator = joblib.load(shop.model)
    estimator.steps[-1][1].init_.class_prior_ = [0.4, 0.6]
    estimator.steps[-1][1].learning_rate = 0.3
    path = tmp_path_factory.mktemp("stale") / "model.joblib"
    joblib.dump(estimator, path)
    return path


def test_a_finding_ends_with_one_and_names_the_way_to_see_it_again(shop, stale, capsys, tmp_path):
    words = ["fuzz", str(shop.bundle), "--backend", f"python:estimator,path={stale}"]
    corpus = tmp_path / "corpus"
    assert main([*words, "--rows", "2000", "--corpus", str(corpus)]) == 1
    out = capsys.readouterr().out
    assert "FINDING" in out.splitlines()[0]
    command = out.partition("Reproduce with:\n")[2].split()
    assert command[-4:] == ["--corpus", str(corpus), "--rows", "0"]
    assert (corpus / "basket.jsonl").read_text().count("\n") >= 1
    assert main(command[1:]) == 1
    assert "(from the corpus)" in capsys.readouterr().out


def test_promotion_that_is_refused_still_tells_what_was_found(shop, stale, capsys, tmp_path):
    words = ["fuzz", str(shop.bundle), "--backend", f"python:estimator,path={stale}"]
    promoting = [*words, "--rows", "2000", "--promote"]
    assert main(promoting) == 2
    assert "HF402" in capsys.readouterr().err
    assert main([*promoting, "--out", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert "HF403" in said.err
    assert "FINDING" in said.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.python_runtime
def test_a_promoted_finding_is_a_vector_of_the_new_bundle(shop, stale, capsys, tmp_path):
    words = ["fuzz", str(shop.bundle), "--backend", f"python:estimator,path={stale}"]
    promoting = [*words, "--rows", "2000", "--promote", "--out", str(tmp_path)]
    assert main([*promoting, "--model", str(shop.model)]) == 1
    command = capsys.readouterr().out.partition("Reproduce with:\n")[2].splitlines()[0].split()
    vectors = read(tmp_path / shop.bundle.name).vectors.vectors
    assert command[-1] in {vector.id for vector in vectors if vector.flag == "fuzz"}
    assert main([*command[1:], "--no-record"]) == 1
    assert (
        main(["verify", str(tmp_path / shop.bundle.name), "--backend", "python:onnxruntime"]) == 0
    )


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["--backend", "nonsense"], "HU111", 2),
        (["--rows", "-1"], "rows", 2),
        (["--seconds", "0"], "seconds", 2),
        (["--accept", "HX203", "--reason", "why"], "HU102", 2),
    ],
)
def test_wrong_words_are_usage_errors(shop, capsys, words, code, exit_code):
    assert main(["fuzz", str(shop.bundle), *words]) == exit_code
    assert code in capsys.readouterr().err


def test_a_file_that_is_no_bundle_is_invalid(capsys, tmp_path):
    path = tmp_path / "x.handover"
    path.write_bytes(b"nothing")
    assert main(["fuzz", str(path), "--backend", "python:onnxruntime"]) == 3
    assert "HB101" in capsys.readouterr().err
