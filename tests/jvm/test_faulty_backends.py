"""Each way a backend can ruin a run has its own code, and the caller survives all of them."""

import pytest

import handover
from handover.bundle import read
from handover.faults import HandoverError
from handover.jvm import Gateway
from handover.parity.jvm_verifier import play_through
from tests.jvm.marked_processes import VARIABLE, Mark, needs_marks
from tests.patience import PATIENCE

pytestmark = pytest.mark.jvm

NAMED = {
    "NoSuchClass": "HJ201",
    "NotABackend": "HJ202",
    "IsAnObject": "HJ202",
    "ConstructorThrows": "HJ203",
    "WantsSettings": "HJ203",
    "LinksToALostLibrary": "HJ204",
}


ENDS = {
    "CallsSystemExit": "exit=7",
    "ExitsZero": "exit=0",
    "HaltsZero": "exit=0",
    "ExitsInStaticInitialiser": "exit=0",
    "ExitsFromAnotherThread": "exit=0",
    "ExitsWhenClosed": "exit=0",
}


def fault_of(shop, faulty, name, **options):
    with pytest.raises(HandoverError) as refused:
        handover.verify(shop, f"jvm:io.handover.faulty.{name}", classpath=faulty, **options)
    return refused.value.faults[0]


@pytest.mark.parametrize("name", NAMED)
def test_a_class_that_cannot_be_a_backend_is_refused_by_name(play, name):
    with pytest.raises(HandoverError) as refused:
        play(name)
    assert refused.value.faults[0].code == NAMED[name]


@pytest.mark.parametrize("name", ENDS)
def test_an_exit_is_told_with_its_code(name, shop, faulty):
    fault = fault_of(shop, faulty, name)
    assert fault.code == "HJ303"
    assert fault.found.startswith(f"{ENDS[name]}; ")


@needs_marks
@pytest.mark.parametrize(
    ("name", "options"), [("HangsWithAProcess", {"timeout": 4}), ("LeavesAProcessBehind", {})]
)
def test_what_a_backend_started_ends_with_it(name, options, shop, faulty, monkeypatch):
    mark = Mark()
    monkeypatch.setenv(VARIABLE, mark.text)
    try:
        verdict = handover.verify(
            shop, f"jvm:io.handover.faulty.{name}", classpath=faulty, **options
        )
        assert (name, verdict.status) == ("LeavesAProcessBehind", "passed")
    except HandoverError as refused:
        assert (name, refused.faults[0].code) == ("HangsWithAProcess", "HJ301")
    assert mark.wait_for(0, seconds=5) == []


def test_a_crash_is_told_with_its_signal(shop, faulty):
    fault = fault_of(shop, faulty, "CrashesTheJvm")
    assert fault.code == "HJ304"
    assert "SIGSEGV" in fault.found


@pytest.mark.parametrize("name", ["HangsForever", "HangsInConstructor"])
def test_a_backend_that_hangs_is_killed_at_the_deadline(shop, faulty, name):
    assert fault_of(shop, faulty, name, timeout=3).code == "HJ301"


def test_running_out_of_memory_is_named(shop, faulty):
    fault = fault_of(shop, faulty, "EatsAllMemory", heap="64m")
    assert fault.code == "HJ302"
    assert fault.next.endswith("give the JVM more memory with --heap.")


@pytest.fixture(scope="module")
def play(shop, faulty):
    """Play against a faulty backend; one JVM serves them all, as none of these ruins it."""
    with Gateway() as gateway:
        yield lambda name, **options: play_through(
            gateway,
            shop,
            f"jvm:io.handover.faulty.{name}",
            classpath=faulty,
            timeout=PATIENCE,
            **options,
        )


def test_floods_on_standard_output_block_nobody(play, shop):
    first = read(shop).vectors.vectors[0].id
    assert play("FloodsStdout", only=[first]).status == "passed"


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("ReturnsNull", "errored", "HV302"),
        ("ForgetsAColumn", "errored", "HV303"),
        ("RepeatsTheRow", "errored", "HV304"),
        ("ThrowsOnEvenRows", "errored", "HV301"),
        ("AnswersNotANumber", "failed", "HV102"),
    ],
)
def test_answers_that_are_none_are_reported_per_vector(play, name, status, code):
    verdict = play(name)
    assert verdict.status == status
    assert code in {error.code for error in verdict.errors}


@pytest.mark.parametrize("name", ["ReadsNullAsZero", "SwapsColumns", "RoundsHalfUp"])
def test_wrong_answers_are_blamed_on_the_backend(play, name):
    verdict = play(name)
    assert verdict.status == "failed"
    assert verdict.cause.name == "backend"


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("ReversesTheBatch", "batch"),
        ("ChangesItsMind", "repeat"),
        ("SharesAnUnguardedBuffer", "threads"),
    ],
)
def test_a_backend_that_disagrees_with_itself_is_found(play, name, check):
    verdict = play(name)
    assert {each.check: each.status for each in verdict.determinism}[check] == "failed"
