"""A JVM that does not greet as it should is explained by what it said itself."""

import os
import zipfile

import pytest

from handover.faults import EnvironmentMissing
from handover.jvm import Gateway, find_java, gateway_jar
from handover.jvm.child import Child
from tests.patience import PATIENCE

pytestmark = [
    pytest.mark.jvm,
    pytest.mark.skipif(os.name == "nt", reason="the fakes are shell scripts"),
]

HELLO = 'HANDOVER-HELLO {"protocol":%s,"port":1,"pid":1,"java":"17","scala":"2.13","handover":"0"}'


def fake_java(folder, *, does):
    """A Java 17 that runs a few words of shell instead of the gateway."""
    program = folder / "java"
    version = "echo 'openjdk version \"17.0.1\"' >&2; exit 0"
    program.write_text(f'#!/bin/sh\n[ "$1" = -version ] && {{ {version}; }}\n{does}\n')
    program.chmod(0o755)
    return str(program)


def refusal(program, **options):
    with pytest.raises(EnvironmentMissing) as refused:
        Child(find_java(program), **options)
    return refused.value.faults[0]


def test_a_jvm_that_ends_at_once_is_shown_with_exit_code_and_words(tmp_path):
    does = "echo 'Unrecognized VM option NoSuchThing' >&2; exit 1"
    fault = refusal(fake_java(tmp_path, does=does))
    assert fault.code == "HJ104"
    assert fault.found == "exit=1; Unrecognized VM option NoSuchThing"


def test_a_jvm_that_stays_silent_is_given_up(tmp_path):
    fault = refusal(fake_java(tmp_path, does="exec cat >/dev/null"), start_seconds=0.3)
    assert fault.code == "HJ104"
    assert "silent" in fault.found


@pytest.mark.parametrize(
    "greeting", ["HANDOVER-HELLO {oops", "HANDOVER-HELLO {}", "HANDOVER-HELLO []", HELLO % 99]
)
def test_a_greeting_that_is_not_understood_is_refused(tmp_path, greeting):
    fault = refusal(fake_java(tmp_path, does=f"echo '{greeting}'; exec cat >/dev/null"))
    assert fault.code == "HJ105"


def without(entry, *, folder):
    """The gateway's jar with one class missing."""
    damaged = folder / "gateway.jar"
    with zipfile.ZipFile(gateway_jar.gateway_jar()) as whole, zipfile.ZipFile(damaged, "w") as copy:
        kept = [item for item in whole.infolist() if item.filename != entry]
        assert len(kept) == len(whole.infolist()) - 1
        for item in kept:
            copy.writestr(item, whole.read(item))
    return damaged


@pytest.mark.parametrize("entry", ["py4j/GatewayServer.class", "io/handover/gateway/Hello$.class"])
def test_a_gateway_that_throws_as_it_starts_ends_at_once(tmp_path, entry):
    jar = without(entry, folder=tmp_path)
    does = f"exec '{find_java().program}' -cp '{jar}' io.handover.gateway.Main"
    fault = refusal(fake_java(tmp_path, does=does), start_seconds=PATIENCE)
    assert fault.code == "HJ104"
    assert fault.found.startswith("exit=4")
    assert "the gateway cannot start: java.lang.NoClassDefFoundError" in fault.found


def test_lines_before_the_greeting_do_not_disturb(tmp_path):
    noise = "echo '[0.003s][info][gc] Using Serial'; echo 'CDS warning' >&2"
    does = f"{noise}; echo '{HELLO % 1}'; exec cat >/dev/null"
    child = Child(find_java(fake_java(tmp_path, does=does)))
    assert child.hello.port == 1
    child.stop()


def test_a_gateway_that_nobody_answers_at_is_explained(tmp_path):
    does = f"echo '{HELLO % 1}'; echo 'out of luck' >&2; exit 5"
    gateway = Gateway(java=fake_java(tmp_path, does=does))
    with pytest.raises(Exception, match="HJ303") as refused:
        gateway.ask("describe", {}, seconds=PATIENCE)
    gateway.close()
    assert refused.value.faults[0].found == "exit=5; out of luck"


def test_a_missing_jar_names_the_command_that_builds_it(monkeypatch):
    monkeypatch.setattr(gateway_jar, "JAR", "absent.jar")
    with pytest.raises(EnvironmentMissing) as refused:
        gateway_jar.gateway_jar()
    fault = refused.value.faults[0]
    assert fault.code == "HJ103"
    assert "make jars" in fault.next
