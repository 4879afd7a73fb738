"""The gateway: who may ask, who dies with whom, and what never leaks."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from py4j.protocol import Py4JAuthenticationError

from handover.faults import HandoverError
from handover.jvm import Gateway
from handover.jvm.connection import connect
from tests.patience import PATIENCE, wait_until

pytestmark = pytest.mark.jvm

HOLD_A_GATEWAY = """
import signal
from handover.jvm import Gateway
gateway = Gateway()
print(gateway.pid, flush=True)
signal.pause()
"""

# A process that the shell put into the background ignores Ctrl-C, and so do its children.
VERIFY = """
import signal, sys
import handover
signal.signal(signal.SIGINT, signal.default_int_handler)
print("begins", flush=True)
handover.verify(sys.argv[1], "jvm:io.handover.faulty.HangsForever", classpath=[sys.argv[2]])
"""


@pytest.fixture(scope="module")
def gateway():
    with Gateway() as running:
        yield running


def is_gone(pid):
    """A killed child of a killed parent may stay a zombie where nobody reaps: gone all the same."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ProcessLookupError):
        return True
    return state == "Z"


def has_a_caller(pid):
    """Whether a process holds a connection beside the socket it listens on."""
    tables = [Path(f"/proc/{pid}/net/tcp"), Path(f"/proc/{pid}/net/tcp6")]
    established = {
        f"socket:[{row.split()[9]}]"
        for table in tables
        for row in table.read_text().splitlines()[1:]
        if row.split()[3] == "01"
    }
    with contextlib.suppress(OSError):  # a descriptor that was closed meanwhile
        return any(os.readlink(one) in established for one in Path(f"/proc/{pid}/fd").iterdir())
    return False


def gateway_of(pid):
    """Find the gateway that a process started; None for the children that tell a Java's version."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        with contextlib.suppress(OSError):  # a child that is gone meanwhile
            if b"io.handover.gateway.Main" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
    return None


def test_a_raw_socket_without_the_token_is_refused(gateway):
    with socket.create_connection(("127.0.0.1", gateway.hello.port), timeout=PATIENCE) as raw:
        raw.sendall(b"c\nz:java.lang.System\ngetProperty\nsjava.version\ne\n")
        answer = raw.recv(4096)
    assert not answer.startswith(b"!y")
    assert gateway.hello.java.encode() not in answer


def test_a_browser_is_refused(gateway):
    with socket.create_connection(("127.0.0.1", gateway.hello.port), timeout=PATIENCE) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\n\r\nc\nt\ndescribe\ns{}\ne\n")
        assert b'"ok"' not in raw.recv(4096)


def test_a_wrong_token_is_refused(gateway, caplog):
    client = connect(gateway.hello.port, "wrong" * 10)
    with pytest.raises(Py4JAuthenticationError):
        client.entry_point.describe("{}")
    client.close()


def test_the_token_is_neither_on_the_command_line_nor_in_the_logs(gateway, caplog, shop):
    caplog.set_level("DEBUG")
    gateway.ask("describe", {"backend": "onnxruntime", "bundle": str(shop)}, seconds=PATIENCE)
    with pytest.raises(HandoverError):
        gateway.ask("describe", {"backend": "jvm:No", "bundle": str(shop)}, seconds=PATIENCE)
    environment = Path(f"/proc/{gateway.pid}/environ").read_bytes().split(b"\0")
    (token,) = (
        entry.partition(b"=")[2] for entry in environment if entry.startswith(b"HANDOVER_GATEWAY")
    )
    assert len(token) >= 32
    assert token not in Path(f"/proc/{gateway.pid}/cmdline").read_bytes()
    assert token.decode() not in caplog.text


def test_the_gateway_listens_on_this_machine_alone(gateway):
    port = f"{gateway.hello.port:04X}"
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    rows = [line.split() for table in tables for line in table.read_text().splitlines()[1:]]
    listening = {
        row[1].rpartition(":")[0] for row in rows if row[1].endswith(port) and row[3] == "0A"
    }
    loopback = {"0100007F", "0000000000000000FFFF00000100007F"}
    assert listening
    assert listening <= loopback


def test_one_gateway_answers_again_and_again(gateway, shop):
    request = {"backend": "onnxruntime", "classpath": [], "bundle": str(shop)}
    first = gateway.ask("describe", request, seconds=PATIENCE)
    assert first == gateway.ask("describe", request, seconds=PATIENCE)
    assert first["runsModelFile"] is True


def test_a_request_that_is_none_is_a_fault_and_not_the_end(gateway, shop):
    with pytest.raises(HandoverError):
        gateway.ask("verify", {"no": "bundle"}, seconds=PATIENCE)
    request = {"backend": "onnxruntime", "classpath": [], "bundle": str(shop)}
    assert gateway.ask("describe", request, seconds=PATIENCE)["name"]


def test_rows_are_scored_from_file_to_file(gateway, shop, tmp_path):
    rows, results = tmp_path / "rows.jsonl", tmp_path / "results.jsonl"
    good = {"views 7d": 3, "basket-€": None, "device": "ios", "rate": 0.5}
    lines = [good, {**good, "views 7d": -1}, {**good, "device": None}]
    rows.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    request = {
        "backend": "onnxruntime",
        "classpath": [],
        "bundle": str(shop),
        "input": str(rows),
        "output": str(results),
    }
    assert gateway.ask("score", request, seconds=PATIENCE)["rows"] == 3
    scored = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    assert set(scored[0]["value"]) == {"proba", "label"}
    assert scored[1]["rejected"] == {"code": "HR104", "column": "views 7d"}
    assert scored[2]["rejected"]["column"] == "device"


def test_no_jvm_survives_its_parent_killed():
    parent = subprocess.Popen([sys.executable, "-c", HOLD_A_GATEWAY], stdout=subprocess.PIPE)
    try:
        jvm = int(parent.stdout.readline())
        assert not is_gone(jvm)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
    assert wait_until(lambda: is_gone(jvm))


@pytest.mark.parametrize("at_work", [False, True], ids=["as it starts", "at work"])
def test_ctrl_c_takes_the_jvm_along(shop, faulty, at_work):
    parent = subprocess.Popen(
        [sys.executable, "-c", VERIFY, str(shop), faulty[0]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert parent.stdout.readline() == b"begins\n"
        assert wait_until(lambda: gateway_of(parent.pid))
        jvm = gateway_of(parent.pid)
        assert not at_work or wait_until(lambda: has_a_caller(jvm))
        parent.send_signal(signal.SIGINT)
        _, said = parent.communicate(timeout=PATIENCE)
    finally:
        parent.kill()
        parent.wait()
    assert wait_until(lambda: is_gone(jvm))
    assert said.rstrip().endswith(b"KeyboardInterrupt")


def test_closing_twice_is_harmless():
    gateway = Gateway()
    gateway.close()
    gateway.close()
    assert is_gone(gateway.pid)


@pytest.mark.parametrize("variable", ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"])
def test_a_collector_of_the_user_s_choice_is_the_only_one(variable, monkeypatch):
    monkeypatch.setenv(variable, "-XX:+UseParallelGC")
    with Gateway() as chosen:
        assert chosen.hello.java
