"""What a person reads after a run of fuzzing."""

from dataclasses import replace
from pathlib import Path

import pytest

from handover.fuzzing import Counterexample, FuzzReport, Promoted
from handover.fuzzing.counterexample import ChangedCell
from handover.fuzzing.differential_test import Failure
from handover.fuzzing.failing_region import Region
from handover.parity.verdict import BackendIdentity
from handover.report.fuzz_text import render_fuzz
from tests.onnx_export.small_contract import small_contract

CONTRACT = small_contract(
    {"price_eur": "f32?", "weekday": "i64", "device": "string"},
    {"proba": "f32 probability[1]", "label": "i64 label"},
)
BACKEND = BackendIdentity("jvm:com.trasos.Conversion", "conversion", "1.4.0")
WRONG = Counterexample(
    "fuzz-1a2b3c4d",
    {"price_eur": 79.0, "weekday": 3, "device": "ios"},
    (ChangedCell("price_eur", 21.03, 79.0),),
    Failure(0, "$.proba", "proba", "value", 0.5, 0.25, "ulp <= 4"),
    (
        Region("price_eur", 79.0, (21.03,), 79.0, 79.99999),
        Region("weekday", 3, (1, 2), 3, 3),
        Region("device", "ios", ("web",)),
    ),
    alone=True,
    origin="fuzzed",
    after=16384,
)
THROWN = Counterexample(
    "fuzz-99999999",
    {"price_eur": None, "weekday": 1, "device": "web"},
    (),
    Failure(
        0,
        "$",
        "",
        "outcome",
        "a value",
        "HV301 java.lang.NullPointerException: price",
        "the same outcome",
        "HV301",
        ("com.trasos.Conversion.score(Conversion.scala:17)",),
    ),
    (),
    alone=False,
    origin="corpus",
    after=0,
)


def report(*findings, **more):
    told = {
        "seed": 20,
        "replayed": 0,
        "stale": 0,
        "rows": 34816,
        "batches": 3,
        "failing": len(findings),
        "seconds": 0.5,
        "ended": "nothing new" if findings else "rows",
        **more,
    }
    return FuzzReport(CONTRACT, BACKEND, findings=findings, **told)


@pytest.mark.parametrize("count", [30, 31, 34])
def test_thirty_columns_of_a_row_are_shown_those_that_changed_among_them(count):
    names = [f"c{number:02}" for number in range(count)]
    wide = small_contract(dict.fromkeys(names, "i64"), {"proba": "f32 probability[1]"})
    last = names[-1]
    found = replace(
        WRONG, row=dict.fromkeys(names, 3), changed=(ChangedCell(last, 1, 3),), regions=()
    )
    told = replace(report(found), contract=wide)
    lines = render_fuzz(told, bundle_path="wide-1.0.0.handover").splitlines()
    shown = [line.split()[0] for line in lines if line.startswith("      c")]
    assert shown == [*names[:29], last]
    assert [line for line in lines if "more" in line] == (
        [] if count == 30 else [f"      … {count - 30} more columns, all ordinary; see --json"]
    )


def test_nothing_found(snapshot):
    assert render_fuzz(report(), bundle_path="conversion-1.0.0.handover") == snapshot


def test_findings_with_their_row_hint_and_command(snapshot):
    text = render_fuzz(
        report(WRONG, THROWN, replayed=2, stale=1),
        bundle_path="dist/conversion-1.0.0.handover",
        classpath=["classes"],
        corpus="corpus",
    )
    assert text == snapshot
    commands = text.partition("Reproduce with:")[0]
    assert max(map(len, commands.splitlines())) <= 80


def test_promoted_findings_are_reproduced_by_verify(snapshot):
    promoted = Promoted(Path("next/conversion-1.0.0.handover"), ("fuzz-0badf00d",))
    text = render_fuzz(report(WRONG), bundle_path="c.handover", promoted=promoted)
    assert text.partition("Reproduce with:")[2] == snapshot


def test_the_json_holds_what_the_text_says():
    (told,) = report(WRONG).to_json()["findings"]
    assert told["row"] == {"price_eur": 79.0, "weekday": 3, "device": "ios"}
    assert (told["expected"], told["obtained"]) == (0.5, 0.25)
    assert "from 79.0 to 79.99999" in told["hint"]
