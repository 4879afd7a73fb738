"""The command on the JVM alone: a backend cannot end, hold or fool the process that judges it."""

import json
import os
import signal
import subprocess

import pytest

import handover
from handover.bundle import read
from handover.jvm import find_java
from handover.jvm.gateway_jar import gateway_jar, onnxruntime_library
from handover.values import canonical_json
from tests.jvm.marked_processes import Mark, needs_marks

pytestmark = pytest.mark.jvm


def command(*arguments):
    """The command line of the jar; the gateway's holds the same program."""
    java = find_java()
    library = onnxruntime_library()
    return [
        str(java.program),
        *java.quiet_flags,
        *([] if library is None else [f"-Dhandover.onnxruntime.library={library}"]),
        "-cp",
        str(gateway_jar()),
        "io.handover.cli.Main",
        *map(str, arguments),
    ]


def backend(shop, faulty, name, *more):
    address = f"io.handover.faulty.{name}"
    return command("verify", shop, "--backend", address, "--classpath", faulty[0], *more)


def run(line, **options):
    return subprocess.run(
        line, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, **options
    )


ENDS = {
    "ExitsZero": "exit=0",
    "HaltsZero": "exit=0",
    "ExitsThree": "exit=3",
    "CallsSystemExit": "exit=7",
    "ExitsInStaticInitialiser": "exit=0",
    "ExitsFromAnotherThread": "exit=0",
    "ExitsWhenClosed": "exit=0",
    "PrintsAVerdict": "exit=0",
}


@pytest.mark.parametrize("name", ENDS)
def test_a_backend_that_ends_its_jvm_breaks_the_contract(name, shop, faulty, tmp_path):
    written = tmp_path / "verdict.json"
    done = run(backend(shop, faulty, name, "--json", written))
    assert (done.returncode, done.stdout) == (1, "")
    assert "HJ303 the JVM is gone: the backend, or somebody else, ended it" in done.stderr
    assert f"found: {ENDS[name]}; " in done.stderr
    assert not written.exists()


@pytest.mark.parametrize("name", ["ReadsNullAsZero", "ReturnsNull", "OffByOneUlp"])
def test_the_verdict_is_that_of_python(name, shop, faulty, tmp_path):
    written = tmp_path / "verdict.json"
    done = run(backend(shop, faulty, name, "--json", written))
    theirs = handover.verify(shop, f"jvm:io.handover.faulty.{name}", classpath=faulty)
    assert done.returncode == (0 if theirs.status == "passed" else 1)
    ours, expected = json.loads(written.read_bytes()), json.loads(canonical_json(theirs.to_json()))
    for part in ("status", "counts", "groups", "mismatches", "errors", "cause", "backend"):
        assert ours[part] == expected[part], part


@needs_marks
@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("HangsWithAProcess", ("--timeout", "6"), "HJ301"),
        ("LeavesAProcessBehind", (), None),
    ],
)
def test_what_a_backend_started_ends_with_it(name, options, code, shop, faulty):
    mark = Mark()
    done = run(backend(shop, faulty, name, *options), env=mark.environment)
    assert (done.returncode, "started " in done.stderr) == (0 if code is None else 1, True)
    assert code is None or code in done.stderr
    assert mark.wait_for(0, seconds=5) == []


@needs_marks
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_outlives_the_command(ended_by, shop, faulty):
    mark = Mark()
    line = backend(shop, faulty, "HangsWithAProcess")
    with subprocess.Popen(
        line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=mark.environment
    ) as parent:
        assert b"started" in parent.stderr.readline()
        assert len(mark.pids()) == 3
        parent.send_signal(ended_by)
        assert parent.wait(10) == (-ended_by if ended_by == signal.SIGKILL else 128 + ended_by)
        assert mark.wait_for(0, seconds=10) == []


def test_a_command_that_is_terminated_leaves_no_folder(shop, faulty, tmp_path):
    line = backend(shop, faulty, "HangsWithAProcess")
    line.insert(1, f"-Djava.io.tmpdir={tmp_path}")
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as parent:
        assert b"started" in parent.stderr.readline()
        assert [each.name[:13] for each in tmp_path.iterdir()] == ["handover-jvm-"]
        parent.terminate()
        parent.wait(10)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux alone has /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["show"], ["verify"]], ids=lambda each: each[0])
def test_a_full_disk_behind_standard_output_is_named(arguments, shop):
    more = [] if arguments == ["--help"] else [shop]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command(*arguments, *more), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert done.stderr.decode().startswith("HB502 standard output cannot be written")


def test_no_command_is_a_usage_error():
    done = run(command())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: java -jar handover.jar COMMAND")


@pytest.mark.parametrize("option", ["--json", "--junit"])
def test_an_empty_folder_stays(option, shop, tmp_path):
    done = run(command("verify", shop, option, tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "HU121 something that is no file has this name" in done.stderr
    assert tmp_path.is_dir()


def test_reports_take_the_place_of_reports(shop, tmp_path):
    first = read(shop).vectors.vectors[0].id
    written, junit = tmp_path / "v.json", tmp_path / "v.xml"
    line = command("verify", shop, "--only", first, "--json", written, "--junit", junit)
    for _ in range(2):
        assert run(line).returncode == 0
        assert json.loads(written.read_bytes())["status"] == "passed"
        assert junit.read_bytes().startswith(b"<?xml ")


@pytest.mark.parametrize(
    "options",
    ["-XX:+UseG1GC -Xmx512m", "-Duser.language=tr -Duser.country=TR", "-XX:+UseParallelGC"],
)
def test_options_of_the_environment_reach_the_child(options, shop):
    first = read(shop).vectors.vectors[0].id
    environment = {**os.environ, "JAVA_TOOL_OPTIONS": options}
    done = run(command("verify", shop, "--only", first), env=environment)
    assert done.returncode == 0
    assert done.stderr.count("Picked up JAVA_TOOL_OPTIONS") == 1


def test_the_heap_of_the_command_is_that_of_the_backend(shop, faulty):
    line = backend(shop, faulty, "EatsAllMemory")
    line.insert(1, "-Xmx64m")
    done = run(line)
    assert done.returncode == 1
    assert done.stderr.startswith("HJ302 the JVM ran out of memory")


def test_a_machine_without_a_temporary_folder_is_named(shop, tmp_path):
    line = command("verify", shop)
    line.insert(1, f"-Djava.io.tmpdir={tmp_path / 'none'}")
    done = run(line)
    assert done.returncode == 4
    assert "HJ104 the child JVM did not start" in done.stderr
    assert "the temporary folder (java.io.tmpdir)" in done.stderr
