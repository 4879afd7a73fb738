"""The digest of the sources changes when, and only when, a source changes."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from build_tools import jars, sources


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """An sbt build of two modules."""
    for name, text in {
        "build.sbt": "// build",
        "project/plugins.sbt": "// plugins",
        "core/src/main/scala/A.scala": "class A",
        "core/src/test/scala/ATest.scala": "class ATest",
        "cli/src/main/scala/B.scala": "class B",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


CHANGES = {
    "a source": ("core/src/main/scala/A.scala", True),
    "a new source": ("core/src/main/scala/New.scala", True),
    "the build": ("build.sbt", True),
    "a plugin": ("project/plugins.sbt", True),
    "a test": ("core/src/test/scala/ATest.scala", False),
    "another module": ("cli/src/main/scala/B.scala", False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_digest_knows_what_a_jar_is_made_from(build: Path, name: str) -> None:
    path, matters = CHANGES[name]
    before = sources.digest(build, ["core"])
    (build / path).write_text("changed", encoding="utf-8")
    assert (sources.digest(build, ["core"]) != before) is matters


def test_times_do_not_matter(build: Path) -> None:
    before = sources.digest(build, ["core", "cli"])
    for path in build.rglob("*"):
        os.utime(path, (0, 0))
    assert sources.digest(build, ["core", "cli"]) == before


def test_renaming_a_source_matters(build: Path) -> None:
    before = sources.digest(build, ["core"])
    source = build / "core/src/main/scala/A.scala"
    source.rename(source.with_name("Z.scala"))
    assert sources.digest(build, ["core"]) != before


def jar_with(path: Path, manifest: str | None) -> Path:
    with zipfile.ZipFile(path, "w") as jar:
        if manifest is not None:
            jar.writestr("META-INF/MANIFEST.MF", manifest)
    return path


def test_the_digest_is_read_from_folded_lines(tmp_path: Path) -> None:
    folded = f"Handover-Source-Digest: {'a' * 46}\r\n {'b' * 18}\r\nOther: x\r\n"
    assert jars.embedded_digest(jar_with(tmp_path / "a.jar", folded)) == "a" * 46 + "b" * 18


@pytest.mark.parametrize("manifest", [None, "Manifest-Version: 1.0\r\n"])
def test_a_jar_without_a_digest_is_stale(tmp_path: Path, manifest: str | None) -> None:
    assert jars.embedded_digest(jar_with(tmp_path / "a.jar", manifest)) is None


def test_a_truncated_jar_is_stale(tmp_path: Path) -> None:
    whole = jar_with(tmp_path / "a.jar", "Handover-Source-Digest: abc\r\n")
    whole.write_bytes(whole.read_bytes()[:20])
    assert jars.embedded_digest(whole) is None
    assert jars.embedded_digest(tmp_path / "none.jar") is None
