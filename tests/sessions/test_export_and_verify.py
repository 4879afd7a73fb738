"""Whole sessions at the command line: what a user types, what comes back, and the exit code."""

import json
import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from handover.bundle import read
from handover.cli import main


def test_the_same_export_gives_the_same_bytes(shop):
    assert main(shop.export_words("again")) == 0
    again = shop.folder / "again" / shop.bundle.name
    assert again.read_bytes() == shop.bundle.read_bytes()


def test_another_process_with_another_hash_seed_gives_the_same_bytes(shop):
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    words = [sys.executable, "-m", "handover", *shop.export_words("elsewhere")]
    subprocess.run(words, check=True, env=environment, capture_output=True)
    elsewhere = shop.folder / "elsewhere" / shop.bundle.name
    assert elsewhere.read_bytes() == shop.bundle.read_bytes()


def test_show_prints_columns_coverage_truths_and_metrics_within_eighty_columns(shop, capsys):
    assert main(["show", str(shop.bundle)]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    for words in ("basket_eur", "probability[1]", "splits", "truths", "roc-auc", "runtime"):
        assert words in out


@pytest.mark.python_runtime
def test_verify_passes_and_writes_json_and_junit(shop, capsys, tmp_path):
    verdict, xml = tmp_path / "v.json", tmp_path / "v.xml"
    words = ["verify", str(shop.bundle), "--backend", "python:onnxruntime"]
    assert main([*words, "--json", str(verdict), "--junit", str(xml)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("PASSED  basket 1.0.0: ")
    assert max(map(len, out.splitlines())) <= 80
    written = json.loads(verdict.read_bytes())
    assert written["status"] == "passed"
    assert written["counts"]["passed"] == len(read(shop.bundle).vectors.vectors)
    suite = ElementTree.parse(xml).getroot().find("testsuite")
    assert suite.get("failures") == "0"
    assert int(suite.get("tests")) == len(written["groups"]) + len(written["determinism"])


@pytest.mark.python_runtime
def test_only_plays_one_vector(shop, capsys):
    first = read(shop.bundle).vectors.vectors[0].id
    words = ["verify", str(shop.bundle), "--backend", "python:onnxruntime", "--only", first]
    assert main(words) == 0
    assert "1 of 1 vectors pass" in capsys.readouterr().out


def test_an_unknown_vector_id_is_a_usage_error(shop, capsys):
    words = ["verify", str(shop.bundle), "--backend", "python:onnxruntime", "--only", "nope"]
    assert main(words) == 2
    assert "HV201" in capsys.readouterr().err


def test_another_estimator_behind_the_bundle_fails_and_says_how_to_reproduce(shop, capsys):
    import joblib

    model = joblib.load(shop.model)
    model[-1].init_.class_prior_ = model[-1].init_.class_prior_[::-1]
    changed = shop.folder / "changed.joblib"
    joblib.dump(model, changed)
    address = f"python:estimator,path={changed}"
    assert main(["verify", str(shop.bundle), "--backend", address, "--no-record"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("FAILED  basket 1.0.0: ")
    assert "\nowner: " in out
    assert out.splitlines()[-2] == "Reproduce with:"
    assert "--only" in out.splitlines()[-1]


def test_max_rows_leaves_out_openly(shop, capsys):
    assert main([*shop.export_words("few"), "--max-rows", "40"]) == 0
    capsys.readouterr()
    header = read(shop.folder / "few" / shop.bundle.name).vectors.header
    assert header["count"] <= 40
    covered = header["coverage"]["splits"]
    assert covered["covered"] < covered["total"]
    assert covered["left"]


BROKEN = {
    "no such contract": (["check", "nope.yaml"], 3, ""),
    "no such bundle": (["show", "nope.handover"], 3, "HB"),
    "no such model": (
        ["export", "{contract}", "--model", "nope.joblib", "--data", "{data}"],
        None,
        "",
    ),
    "no such data": (
        ["export", "{contract}", "--model", "{model}", "--data", "nope.csv"],
        2,
        "HO101",
    ),
    "no such backend kind": (["verify", "{bundle}", "--backend", "pyton:onnxruntime"], 2, "HU"),
    "contract for a bundle": (["show", "{contract}"], 3, "HB101"),
    "bundle for a contract": (["check", "{bundle}"], 3, ""),
    "nothing to check": (["check"], 2, "HU104"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_bad_input_gets_a_code_a_next_step_and_no_traceback(case, shop, capsys):
    words, code, named = BROKEN[case]
    places = {name: str(getattr(shop, name)) for name in ("contract", "bundle", "model", "data")}
    got = main([word.format(**places) for word in words])
    said = capsys.readouterr()
    assert got in ((code,) if code is not None else (1, 2, 3, 4))
    assert named in said.err + said.out
    assert "Traceback" not in said.err + said.out
    assert "HU900" not in said.err


def test_a_flipped_byte_is_refused_by_every_verb_that_reads(shop, capsys, tmp_path):
    data = bytearray(shop.bundle.read_bytes())
    data[len(data) // 2] ^= 1
    broken = tmp_path / "broken.handover"
    broken.write_bytes(data)
    assert main(["show", str(broken)]) == 3
    assert main(["verify", str(broken), "--backend", "python:onnxruntime"]) == 3
    assert "HB205" in capsys.readouterr().err
