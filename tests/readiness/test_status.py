"""Status recomputes what it can, believes no written "passed", and names who has to act."""

import datetime
import json

import pytest

from handover.bundle import read
from handover.contract import load
from handover.faults import BundleInvalid
from handover.parity import verify
from handover.readiness import ItemStanding, status
from handover.readiness.records import folder_of
from tests.features import visits

pytestmark = pytest.mark.python_runtime

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def verdict(shop):
    """A real verdict, told as if a JVM backend had earned it."""
    told = verify(shop.bundle, "python:onnxruntime").to_json()
    told["backend"]["address"] = "jvm:com.shop.Basket"
    return told


@pytest.fixture
def judged(shop, tmp_path):
    """Judge with these verdicts; return the standing and detail of every item by id."""

    def judge(*verdicts, contract=None, today=TODAY, bundle=shop.bundle):
        paths = []
        for index, told in enumerate(verdicts):
            path = tmp_path / f"verdict-{index}.json"
            path.write_text(json.dumps(told))
            paths.append(path)
        state = status(contract or shop.contract, bundle, verdicts=paths, today=today)
        return {item.id: item for item in state.items}

    return judge


def changed(verdict, **values):
    return {**json.loads(json.dumps(verdict)), **values}


def test_a_passing_verdict_of_a_jvm_backend_makes_parity_hold(judged, verdict):
    items = judged(verdict)
    assert items["parity"].standing is ItemStanding.HOLDS
    assert items["deterministic"].standing is ItemStanding.HOLDS
    assert "jvm:com.shop.Basket" in items["parity"].detail


def test_a_python_backend_serves_nobody(judged, verdict):
    told = changed(verdict, backend={**verdict["backend"], "address": "python:onnxruntime"})
    assert judged(told)["parity"].standing is ItemStanding.LACKING


FORGED = {
    "about other bytes": lambda v: {"bundle": {**v["bundle"], "sha256": "0" * 64}},
    "fewer vectors than the bundle has": lambda v: {
        "counts": {**v["counts"], "passed": v["counts"]["passed"] - 1}
    },
    "a mismatch beside passing counts": lambda v: {"mismatches": [{"vector": "x"}]},
    "an omitted mismatch": lambda v: {"mismatchesOmitted": 1},
    "an error beside passing counts": lambda v: {"errors": [{"vector": None}]},
    "a failed vector": lambda v: {
        "counts": {**v["counts"], "passed": v["counts"]["passed"] - 1, "failed": 1}
    },
    "a skipped vector": lambda v: {
        "counts": {**v["counts"], "passed": v["counts"]["passed"] - 1, "skipped": 1}
    },
    "groups that do not add up": lambda v: {"groups": v["groups"][1:]},
    "counts that are no numbers": lambda v: {"counts": {"passed": "all"}},
    "no counts": lambda v: {"counts": None},
    "mismatches that are no list": lambda v: {"mismatches": None},
}


@pytest.mark.parametrize("case", FORGED)
def test_a_written_passed_is_not_believed(case, judged, verdict):
    told = changed(verdict, status="passed", **FORGED[case](verdict))
    item = judged(told)["parity"]
    assert item.standing is ItemStanding.LACKING
    assert item.who == "data-engineer"


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    """A contract and a bundle of both stages, and a verdict for each, as if of JVM backends."""
    folder = tmp_path_factory.mktemp("staged")
    given = visits.contract_dict() | {
        "definitionOfDone": [
            {"id": "parity", "check": "parity.all-vectors-pass"},
            {"id": "deterministic", "check": "parity.deterministic"},
        ]
    }
    contract = folder / "visits.contract.yaml"
    contract.write_text(json.dumps(given))
    bundle = visits.visits_bundle(tmp_path_factory)
    told = [verify(bundle, f"python:{name}").to_json() for name in ("features", "onnxruntime")]
    for each, name in zip(told, ("VisitFeatures", "Propensity"), strict=True):
        each["backend"]["address"] = f"jvm:com.shop.{name}"
    return contract, bundle, told


def test_every_stage_of_a_bundle_needs_a_verdict(judged, staged):
    contract, bundle, (features, model) = staged
    there = {"contract": contract, "bundle": bundle}
    for one, lacking in ((features, "model"), (model, "features")):
        for item in judged(one, **there).values():
            assert item.standing is ItemStanding.LACKING
            assert item.detail == f"no backend was verified at stage {lacking}"
    both = judged(features, model, **there)
    assert {item.standing for item in both.values()} == {ItemStanding.HOLDS}


def test_a_stage_that_was_not_played_cannot_be_claimed(judged, staged):
    contract, bundle, (features, model) = staged
    forged = changed(model, stages=["features", "model"])
    item = judged(features, forged, contract=contract, bundle=bundle)["parity"]
    assert item.standing is ItemStanding.LACKING
    assert "vectors skipped" in item.detail


def test_one_bad_verdict_beside_a_good_one_is_enough(judged, verdict):
    assert judged(verdict, changed(verdict, mismatchesOmitted=3))["parity"].standing is (
        ItemStanding.LACKING
    )


@pytest.mark.parametrize("checks", [[], None, [{"check": "repeat", "status": "skipped"}]])
def test_determinism_that_was_not_shown_does_not_hold(checks, judged, verdict):
    assert judged(changed(verdict, determinism=checks))["deterministic"].standing is (
        ItemStanding.LACKING
    )


def test_what_nobody_measures_is_declared_not_checked_and_never_green(judged, verdict):
    assert judged(verdict)["latency"].standing is ItemStanding.NOT_CHECKED


def test_without_a_bundle_everything_computed_is_lacking(judged):
    items = judged(bundle=None)
    assert {items[name].standing for name in ("bundle", "parity", "quality")} == {
        ItemStanding.LACKING
    }
    assert items["contract"].standing is ItemStanding.HOLDS


def test_a_broken_bundle_is_an_item_that_is_lacking(judged, shop, tmp_path):
    broken = tmp_path / "broken.handover"
    broken.write_bytes(shop.bundle.read_bytes()[:-1])
    assert "HB" in judged(bundle=broken)["bundle"].detail


def test_a_contract_changed_after_export_no_longer_belongs_to_the_bundle(judged, shop, tmp_path):
    text = shop.contract.read_text().replace("maximum: 1000}", "maximum: 2000}")
    contract = tmp_path / "changed.contract.yaml"
    contract.write_text(text)
    assert judged(contract=contract)["bundle"].standing is ItemStanding.LACKING


def test_a_threshold_raised_after_export_is_judged_by_the_measured_value(judged, shop, tmp_path):
    text = shop.contract.read_text().replace("mustBeGreaterOrEqualTo: 0.6", "mustBeGreaterThan: 1")
    contract = tmp_path / "raised.contract.yaml"
    contract.write_text(text)
    assert judged()["quality"].standing is ItemStanding.HOLDS
    assert judged(contract=contract)["quality"].standing is ItemStanding.LACKING


DOCUMENTS = {
    "there and recent": ("Date: 2026-11-01\n", ItemStanding.HOLDS, 22),
    "too old": ("Date: 2026-01-01\n", ItemStanding.LACKING, 326),
    "in the future": ("Date: 2027-01-01\n", ItemStanding.LACKING, None),
    "without a date": ("Roll back with one click.\n", ItemStanding.LACKING, None),
    "missing": (None, ItemStanding.LACKING, None),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_evidence_is_there_dated_and_recent_enough(case, judged, shop, tmp_path):
    text, standing, age = DOCUMENTS[case]
    contract = tmp_path / shop.contract.name
    contract.write_text(shop.contract.read_text())
    if text is not None:
        (tmp_path / "rollback.md").write_text(text)
    item = judged(contract=contract)["rollback"]
    assert (item.standing, item.age_days) == (standing, age)


def signed(shop, folder, *, digest=None, by="eric@shop.example", date="2026-11-20"):
    """Write the contract with both signatures; the engineer's may be off."""
    digest = digest or load(shop.contract).agreement_digest
    lines = [
        f'{{item: agreed, role: {role}, by: {who}, date: "{day}", contractDigest: "{digest}"}}'
        for role, who, day in (
            ("data-scientist", "dana@shop.example", "2026-11-20"),
            ("data-engineer", by, date),
        )
    ]
    contract = folder / "signed.contract.yaml"
    contract.write_text(shop.contract.read_text() + "signOffs:\n  - " + "\n  - ".join(lines) + "\n")
    return contract


def test_every_role_signs_this_very_agreement(judged, shop, tmp_path):
    item = judged(contract=signed(shop, tmp_path))["agreed"]
    assert item.standing is ItemStanding.HOLDS
    assert item.age_days == 3


SIGNATURES = {
    "of another text": {"digest": "ab" * 32},
    "by somebody in another role": {"by": "bea@shop.example"},
    "by nobody of the team": {"by": "mallory@shop.example"},
    "in the future": {"date": "2027-01-01"},
}


@pytest.mark.parametrize("case", SIGNATURES)
def test_a_signature_that_does_not_count_says_why(case, judged, shop, tmp_path):
    item = judged(contract=signed(shop, tmp_path, **SIGNATURES[case]))["agreed"]
    assert item.standing is ItemStanding.LACKING
    assert "data-engineer" in item.who


def test_verify_keeps_a_record_that_status_finds(shop, tmp_path):
    from handover.cli import main

    copy = shop.copied(tmp_path)
    assert main(["verify", str(copy.bundle), "--backend", "python:onnxruntime"]) == 0
    kept = list(folder_of(copy.bundle).glob("*.json"))
    assert len(kept) == 1
    assert json.loads(kept[0].read_bytes())["bundle"]["sha256"] == read(copy.bundle).sha256


def test_playing_some_vectors_leaves_the_record_of_all_as_it_is(shop, tmp_path):
    from handover.cli import main

    copy = shop.copied(tmp_path)
    words = ["verify", str(copy.bundle), "--backend", "python:onnxruntime"]
    assert main(words) == 0
    (kept,) = folder_of(copy.bundle).glob("*.json")
    before = kept.read_bytes()
    first = read(copy.bundle).vectors.vectors[0].id
    assert main([*words, "--only", first]) == 0
    assert [kept] == list(folder_of(copy.bundle).glob("*.json"))
    assert kept.read_bytes() == before


def test_a_file_that_is_no_verdict_is_refused_by_name(shop, tmp_path):
    path = tmp_path / "verdict.json"
    path.write_text('{"status":"passed"}')
    with pytest.raises(BundleInvalid) as error:
        status(shop.contract, shop.bundle, verdicts=[path])
    assert error.value.faults[0].code == "HD101"
