"""Every faulty Scala backend is caught through one gateway; right ones raise no alarm anywhere."""

from pathlib import Path

import pytest

from handover.jvm import Gateway
from handover.parity.jvm_verifier import play_through
from tests.patience import PATIENCE
from tests.zoo.planted import HARMLESS_SCALA, LINEAR, PROFILE, SCALA, TREES
from tests.zoo.verdicts import assert_caught, assert_clean

pytestmark = pytest.mark.jvm

SCALA_ROOT = Path(__file__).parents[2] / "jvm-bridge/faulty"
FAULTS = SCALA_ROOT / "src/main/scala/io/handover/zoo/faults"
JAR = SCALA_ROOT / "target/handover-faulty.jar"
RIGHT = {TREES: "ReturnRisk", LINEAR: "LinearRisk", PROFILE: "OrderProfile"}


def played(gateway, bundles, subject, name):
    paths, weights = bundles
    classpath = [str(weights), str(JAR)]
    address = f"jvm:io.handover.zoo.{name}"
    return play_through(gateway, paths[subject], address, classpath=classpath, timeout=PATIENCE)


@pytest.fixture(scope="module")
def play(bundles):
    assert JAR.is_file(), "the faulty backends are not built; run: make jars"
    with Gateway() as gateway:
        yield lambda subject, name: played(gateway, bundles, subject, name)


@pytest.mark.parametrize("planted", SCALA, ids=lambda planted: planted.name)
def test_the_fault_is_caught_and_named(play, planted):
    assert_caught(play(planted.subject, f"faults.{planted.name}"), planted)


@pytest.mark.parametrize("planted", HARMLESS_SCALA, ids=lambda planted: planted.name)
def test_what_the_contract_allows_is_no_fault(play, planted):
    assert_clean(play(planted.subject, f"faults.{planted.name}"))


@pytest.mark.parametrize("subject", RIGHT)
def test_the_right_backend_raises_no_alarm(play, subject):
    assert_clean(play(subject, RIGHT[subject]))


def test_right_backends_raise_no_alarm_on_a_turkish_server_without_unicode(bundles, monkeypatch):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Dfile.encoding=US-ASCII")
    monkeypatch.setenv("LC_ALL", "C")
    with Gateway() as gateway:
        for subject, name in RIGHT.items():
            verdict = played(gateway, bundles, subject, name)
            assert verdict.environment.locale.startswith("tr")
            assert_clean(verdict)


def test_every_class_of_the_zoo_is_in_the_table():
    listed = [planted.name for planted in (*SCALA, *HARMLESS_SCALA)]
    assert sorted(listed) == sorted(file.stem for file in FAULTS.glob("*.scala"))
