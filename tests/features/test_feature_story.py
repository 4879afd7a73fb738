"""From raw visits to a verdict, as the three of them type it: export, show, verify, pytest."""

import json
import subprocess
import sys
from pathlib import Path

import joblib
import pytest

from handover.cli import main
from tests.features import visits

pytestmark = pytest.mark.python_runtime

ROOT = Path(__file__).resolve().parents[2]
INI = """\
[pytest]
pythonpath = {root}
handover_bundles = *.handover
handover_backends =
    python:features
    python:onnxruntime
handover_models = visits model=visits.joblib data=visits.parquet raw=visits.jsonl
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Everything that an export takes, and what it made."""
    made = tmp_path_factory.mktemp("story")
    raw = visits.raw_visits()
    estimator, frame = visits.fitted(raw)
    joblib.dump(estimator, made / "visits.joblib")
    frame.to_parquet(made / "visits.parquet")
    (made / "visits.jsonl").write_text("\n".join(map(json.dumps, raw)), encoding="utf-8")
    (made / "visits.contract.yaml").write_text(json.dumps(visits.contract_dict()))
    assert main([*export(made), "--raw", str(made / "visits.jsonl")]) == 0
    return made


def export(folder):
    model = ["--model", str(folder / "visits.joblib"), "--data", str(folder / "visits.parquet")]
    return ["export", str(folder / "visits.contract.yaml"), *model, "--out", str(folder)]


def bundle(folder):
    return str(folder / "visits-1.0.0.handover")


def test_without_raw_rows_the_export_is_refused(folder, capsys):
    assert main(export(folder)) == 1
    assert "HT106" in capsys.readouterr().err


def test_raw_rows_for_a_contract_without_features_are_a_usage_error(folder, capsys, tmp_path):
    plain = visits.contract_dict()
    del plain["features"]
    contract = tmp_path / "plain.contract.yaml"
    contract.write_text(json.dumps(plain))
    words = export(folder)
    words[1] = str(contract)
    assert main([*words, "--raw", str(folder / "visits.jsonl")]) == 2
    assert "HU302" in capsys.readouterr().err


def test_the_bundle_shows_its_raw_row_and_function(folder, capsys):
    assert main(["show", bundle(folder)]) == 0
    out = capsys.readouterr().out
    assert "oracle    tests.features.visits:features_of" in out
    assert "  events                   list of object, required\n    at_ms" in out
    assert "raw-switch" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_function_is_verified_and_the_report_fits_a_terminal(folder, capsys, tmp_path):
    junit, told = tmp_path / "v.xml", tmp_path / "v.json"
    words = ["--backend", "python:features", "--junit", str(junit), "--json", str(told)]
    assert main(["verify", bundle(folder), *words]) == 0
    out = capsys.readouterr().out
    assert "feature              allowed" in out
    assert "features-threads" in out
    assert max(map(len, out.splitlines())) <= 80
    assert json.loads(told.read_bytes())["stages"] == ["features"]
    assert b"<skipped" in junit.read_bytes()


def test_features_have_no_answers_to_fuzz_and_no_function_no_address(folder, capsys, tmp_path):
    assert main(["fuzz", bundle(folder), "--backend", "python:features", "--rows", "10"]) == 2
    assert "HU115" in capsys.readouterr().err
    plain = visits.contract_dict()
    del plain["features"]
    (folder / "plain.contract.yaml").write_text(json.dumps(plain | {"name": "plain"}))
    words = export(folder)
    words[1], words[-1] = str(folder / "plain.contract.yaml"), str(tmp_path)
    assert main(words) == 0
    plain_bundle = str(tmp_path / "plain-1.0.0.handover")
    assert main(["verify", plain_bundle, "--backend", "python:features"]) == 2
    assert "HU114" in capsys.readouterr().err


def test_pytest_skips_the_stage_that_a_backend_lacks_and_exports_again(folder):
    (folder / "pytest.ini").write_text(INI.format(root=ROOT))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rs"]
    done = subprocess.run(
        [*command, "visits-1.0.0.handover"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "stage features: the backend implements no features" in done.stdout
    assert "stage model: the backend computes features only" in done.stdout
