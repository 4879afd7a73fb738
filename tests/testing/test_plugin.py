"""Installing the package is enough: contracts and bundles become test items."""

import subprocess
import sys

import pytest

from handover.testing.settings import Settings

pytestmark = pytest.mark.python_runtime

INI = """\
[pytest]
handover_bundles = dist/*.handover
handover_backends = python:onnxruntime
handover_models = basket model=basket.joblib data=holdout.csv
"""


def run(folder, *words):
    """Run pytest as a user does, in a process of its own."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def project(shop, tmp_path):
    copy = shop.copied(tmp_path)
    (copy.folder / "pytest.ini").write_text(INI)
    return copy


def test_contract_and_bundle_are_collected_as_items(project):
    done = run(project.folder, "--collect-only", "-q")
    items = done.stdout.splitlines()
    assert "basket.contract.yaml::lint" in items
    assert "basket.contract.yaml::done[basket-1.0.0.handover]" in items
    for name in ("intact", "metrics", "reproducible", "parity[python:onnxruntime][tree-split]"):
        assert f"dist/basket-1.0.0.handover::{name}" in items


def test_a_good_bundle_passes_and_an_unfinished_definition_of_done_fails(project):
    done = run(project.folder, "-q")
    assert "1 failed" in done.stdout
    assert "LACKING" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_items_run_under_xdist(project):
    done = run(project.folder, "-q", "-n2", "--deselect", "basket.contract.yaml")
    assert done.returncode == 0, done.stdout
    assert "failed" not in done.stdout


def test_a_fault_in_the_contract_is_a_failing_item_with_its_place(project):
    text = project.contract.read_text().replace("maximum: 1000}", "maximun: 1000}")
    project.contract.write_text(text)
    done = run(project.folder, "-q", str(project.contract.name))
    assert done.returncode == 1
    assert "HC101" in done.stdout
    assert "basket.contract.yaml:19:" in done.stdout


def test_a_broken_bundle_is_one_failing_item_and_no_collection_error(project):
    project.bundle.write_bytes(project.bundle.read_bytes()[:-10])
    done = run(project.folder, "-q", "dist/basket-1.0.0.handover")
    assert done.returncode == 1
    assert "1 failed" in done.stdout
    assert "HB" in done.stdout
    assert "error" not in done.stdout.splitlines()[-1]


def test_other_yaml_files_are_left_alone(project):
    (project.folder / "deploy.yaml").write_text("kind: Deployment\n")
    done = run(project.folder, "--collect-only", "-q")
    assert "deploy.yaml" not in done.stdout


def test_an_ini_line_that_cannot_be_read_is_a_usage_error(project):
    (project.folder / "pytest.ini").write_text("[pytest]\nhandover_models = basket modle=x\n")
    done = run(project.folder, "--collect-only", "-q")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "modle=x" in done.stderr


def test_the_plugin_imports_nothing_heavy():
    code = (
        "import sys, handover.testing.plugin\n"
        "heavy = {'onnx', 'onnxruntime', 'py4j', 'sklearn', 'numpy', 'pydantic', 'yaml'}\n"
        "sys.exit(sorted(heavy & set(sys.modules)) and 'heavy' or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_backends_serve_all_bundles_or_those_of_one_contract(tmp_path):
    settings = Settings.read(
        tmp_path,
        contracts=[],
        bundles=[],
        backends=["onnxruntime", "jvm:com.shop.Basket classpath=classes for=basket"],
        models=[],
    )
    assert [b.address for b in settings.backends_for("basket")] == [
        "onnxruntime",
        "jvm:com.shop.Basket",
    ]
    assert [b.address for b in settings.backends_for("other")] == ["onnxruntime"]
    assert settings.backends_for("basket")[1].classpath == (str(tmp_path / "classes"),)
