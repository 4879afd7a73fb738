"""A bundle is exported again with the options that it was exported with, and compared."""

import json

import joblib
import pandas as pd
import pytest

from handover.bundle import read
from handover.cli import main
from handover.pipeline import ExportOptions
from tests.testing.test_plugin import run

pytestmark = pytest.mark.slow

MODEL = "handover_models = basket model=basket.joblib data=holdout.csv"


def exported(shop, *words, model=MODEL):
    """Export anew with further options, and name the model in the ini file."""
    assert main([*shop.export_words("dist"), *words]) in (0, 1)
    (shop.folder / "pytest.ini").write_text(
        f"[pytest]\nhandover_bundles = dist/*.handover\n{model}\n"
    )
    return shop


def reproducible(shop):
    return run(shop.folder, "-q", f"{shop.bundle.relative_to(shop.folder)}::reproducible")


@pytest.fixture
def copy(shop, tmp_path):
    return shop.copied(tmp_path)


def test_a_number_of_rows_and_a_seed_are_recorded(copy):
    exported(copy, "--max-rows", "40", "--seed", "7")
    done = reproducible(copy)
    assert done.returncode == 0, done.stdout


def test_a_separator_is_recorded(copy):
    pd.read_csv(copy.data).to_csv(copy.data, sep=";", index=False)
    exported(copy, "--separator", ";")
    done = reproducible(copy)
    assert done.returncode == 0, done.stdout


def test_the_figures_of_the_last_release_are_recorded(copy):
    text = copy.contract.read_text()
    assert "baseline" in text
    released = copy.folder / "metrics.json"
    metrics = read(copy.bundle).metrics["metrics"]
    released.write_text(
        json.dumps({"metrics": [{"id": each["id"], "value": 0.5} for each in metrics]})
    )
    copy.contract.write_text(text.replace("most-frequent", "last-release"))
    exported(copy, "--baseline", str(released))
    released.unlink()
    bundle = read(copy.bundle)
    assert set(bundle.manifest["options"]["lastRelease"]) == {each["id"] for each in metrics}
    done = reproducible(copy)
    assert done.returncode == 0, done.stdout


def test_a_model_file_is_exported_again_as_one(copy):
    (copy.folder / "basket.onnx").write_bytes(read(copy.bundle).files["model.onnx"])
    words = ["export", str(copy.contract), "--onnx", str(copy.folder / "basket.onnx")]
    assert main([*words, "--data", str(copy.data), "--out", str(copy.folder / "dist")]) == 0
    line = "handover_models = basket onnx=basket.onnx data=holdout.csv"
    (copy.folder / "pytest.ini").write_text(
        f"[pytest]\nhandover_bundles = dist/*.handover\n{line}\n"
    )
    done = reproducible(copy)
    assert done.returncode == 0, done.stdout


def test_what_was_changed_since_the_export_is_named(copy):
    exported(copy)
    frame = pd.read_csv(copy.data)
    frame[:-20].to_csv(copy.data, index=False)
    done = reproducible(copy)
    assert done.returncode == 1
    assert "exported again, these files differ:" in done.stdout
    assert "data: another file than at export" in done.stdout
    frame.to_csv(copy.data, index=False)
    model = joblib.load(copy.model)
    model.steps[-1][1].init_.class_prior_[:] = [0.9, 0.1]
    joblib.dump(model, copy.model)
    done = reproducible(copy)
    assert done.returncode == 1
    assert "model.onnx" in done.stdout
    assert "another file than at export" not in done.stdout


def test_a_bundle_without_options_has_the_seed_of_its_vectors_and_the_defaults(shop):
    bundle = read(shop.bundle)
    manifest = {key: value for key, value in bundle.manifest.items() if key != "options"}
    assert ExportOptions.recorded(manifest, {"seed": 9}) == ExportOptions(seed=9)


def test_no_path_of_the_machine_is_recorded(shop):
    assert str(shop.folder) not in json.dumps(read(shop.bundle).manifest)
