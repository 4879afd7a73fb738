"""Artifacts in the local repository are current when they carry the digest of the sources."""

import zipfile

import pytest

from build_tools import published


def publish(home, module, digest):
    """Write what sbt leaves in the local repository for one module."""
    artifact = f"handover-{module}_2.13"
    jar = home / ".ivy2/local/io.handover" / artifact / "0.1.0-SNAPSHOT/jars" / f"{artifact}.jar"
    jar.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(jar, "w") as written:
        written.writestr("META-INF/MANIFEST.MF", f"Handover-Source-Digest: {digest}\r\n")


@pytest.fixture
def home(tmp_path):
    for module in published.MODULES:
        publish(tmp_path, module, published.digest())
    return tmp_path


def test_all_of_the_present_sources_are_current(home):
    assert published.is_current({"HOME": str(home)})


@pytest.mark.parametrize("module", published.MODULES)
def test_one_of_other_sources_is_not(home, module):
    publish(home, module, "0" * 64)
    assert not published.is_current({"HOME": str(home)})


def test_nothing_published_is_not(tmp_path):
    assert not published.is_current({"HOME": str(tmp_path)})


def test_the_digest_is_passed_to_sbt_before_every_module_is_published():
    first, *publish = published.commands()
    assert first == f"-Dhandover.digest.published={published.digest()}"
    assert publish == [f"{module}/publishLocal" for module in published.MODULES]
