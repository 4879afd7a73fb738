"""The whole: a fault that no stored vector covers is found, shrunk, kept and promoted."""

import joblib
import pytest

import handover
from handover.bundle import read
from handover.faults import ExportRefused, UsageError
from handover.fuzzing import fuzz, promote
from handover.fuzzing.counterexample import Counterexample
from handover.fuzzing.differential_test import Failure
from handover.fuzzing.fuzzing import fuzz_backend
from handover.fuzzing.table_backend import JvmBackend
from handover.jvm import Gateway
from tests.patience import PATIENCE

pytestmark = pytest.mark.jvm

CAMPAIGN = "jvm:io.handover.faulty.KeepsAnOldCampaign"
ROWS = 150_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="module")
def open_backend(shop, faulty, tmp_path_factory):
    """Open backends in one JVM, as none of these ruins it."""
    folder = tmp_path_factory.mktemp("frames")
    with Gateway() as gateway:
        yield lambda name: JvmBackend(
            gateway, shop, name, folder=folder, classpath=faulty, seconds=PATIENCE
        )


@pytest.fixture(scope="module")
def report(shop, open_backend, kept):
    return fuzz_backend(shop, open_backend(CAMPAIGN), rows=ROWS, corpus=kept)


def test_no_stored_vector_finds_the_campaign(shop, faulty):
    assert handover.verify(shop.path, CAMPAIGN, classpath=faulty).status == "passed"


def test_fuzzing_finds_it_and_says_where_it_is(report):
    (finding,) = report.findings
    basket = next(region for region in finding.regions if region.column == "basket-€")
    assert (basket.low, basket.high) == (79.0, 79.99999)
    assert {region.column for region in finding.regions} == {"basket-€", "views 7d", "device"}
    assert finding.row["device"] == "ios"
    assert finding.row["views 7d"] % 7 == 3
    assert report.ended in ("nothing new", "rows")


def test_the_same_seed_and_rows_give_the_same_findings(shop, faulty, report):
    """In another JVM, too."""
    again = fuzz(shop, CAMPAIGN, classpath=faulty, rows=ROWS)
    assert (again.rows, again.batches, again.failing) == (
        report.rows,
        report.batches,
        report.failing,
    )
    assert again.findings == report.findings


def test_the_corpus_alone_finds_it_again(shop, open_backend, kept, report):
    again = fuzz_backend(shop, open_backend(CAMPAIGN), rows=0, corpus=kept)
    assert (again.rows, again.replayed) == (0, 1)
    (finding,) = again.findings
    assert (finding.origin, finding.row) == ("corpus", report.findings[0].row)


def test_a_promoted_finding_fails_the_faulty_backend_and_no_other(
    shop, shop_files, faulty, report, tmp_path
):
    promoted = promote(shop, report.findings, tmp_path, estimator=joblib.load(shop_files[1]))
    new = read(promoted.path)
    assert len(new.vectors.vectors) == len(shop.vectors.vectors) + 1
    assert {name: new.files[name] for name in ("contract.json", "model.onnx")} == {
        name: shop.files[name] for name in ("contract.json", "model.onnx")
    }
    verdict = handover.verify(promoted.path, CAMPAIGN, classpath=faulty)
    assert (verdict.status, verdict.counts.failed) == ("failed", 1)
    assert (verdict.mismatches[0].vector, verdict.mismatches[0].flag) == (promoted.ids[0], "fuzz")
    assert verdict.cause.name == "backend"
    assert handover.verify(promoted.path, "scala").status == "passed"
    twice = promote(new, report.findings, tmp_path / "b", estimator=joblib.load(shop_files[1]))
    assert twice.path.read_bytes() == promoted.path.read_bytes()


def test_a_value_vector_needs_the_estimator_and_another_folder(shop, shop_files, report, tmp_path):
    with pytest.raises(UsageError) as refused:
        promote(shop, report.findings, tmp_path)
    assert refused.value.faults[0].code == "HF403"
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError) as refused:
        promote(shop, report.findings, shop.path.parent, estimator=joblib.load(shop_files[1]))
    assert refused.value.faults[0].code == "HU303"


def test_a_row_that_must_be_rejected_is_promoted_without_the_estimator(shop, tmp_path):
    row = {"views 7d": -1, "basket-€": None, "device": "ios", "rate": 0.5}
    failure = Failure(0, "$", "", "outcome", "rejected HR104 views 7d", "a value", "the same")
    found = Counterexample("fuzz-1", row, (), failure, (), alone=True, origin="fuzzed", after=1)
    promoted = promote(shop, [found], tmp_path)
    vector = next(v for v in read(promoted.path).vectors.vectors if v.flag == "fuzz")
    assert (vector.expected.code, vector.expected.column) == ("HR104", "views 7d")
    assert handover.verify(promoted.path, "scala").status == "passed"


def test_a_finding_on_which_the_export_is_at_fault_is_not_promoted(
    shop, shop_files, report, tmp_path
):
    estimator = joblib.load(shop_files[1])
    forest = estimator.steps[-1][1]
    forest.estimators_ = forest.estimators_[:2]  # somebody fitted it again
    with pytest.raises(ExportRefused) as refused:
        promote(shop, report.findings, tmp_path, estimator=estimator)
    assert {fault.code for fault in refused.value.faults} <= {"HT401", "HT402"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["scala", "onnxruntime"])
def test_a_right_backend_gives_nothing_to_find(shop, open_backend, name):
    found = fuzz_backend(shop, open_backend(name), rows=20_000)
    assert (found.findings, found.failing, found.rows, found.ended) == ((), 0, 20_000, "rows")


def test_the_estimator_itself_is_held_to_what_the_converter_may_differ_by(shop, shop_files):
    found = fuzz(shop, f"python:estimator,path={shop_files[1]}", rows=3_000)
    assert found.findings == ()


@pytest.mark.parametrize(
    ("name", "kind", "obtained"),
    [
        ("ThrowsOnEvenRows", "outcome", "HV301"),
        ("ForgetsAColumn", "outcome", "HV303"),
        ("AnswersInText", "type", "string"),
        ("ReadsNullAsZero", "value", ""),
        ("RoundsHalfUp", "value", ""),
    ],
)
def test_a_fault_is_found_whatever_comes_instead_of_an_answer(
    shop, open_backend, name, kind, obtained
):
    report = fuzz_backend(shop, open_backend(f"jvm:io.handover.faulty.{name}"), rows=3_000)
    assert report.findings
    first = report.findings[0]
    assert first.failure.kind == kind
    assert str(first.failure.obtained).startswith(obtained)


@pytest.mark.parametrize("name", ["ReversesTheBatch", "DropsLastRow"])
def test_answers_that_depend_on_the_batch_are_found_and_told_apart(shop, open_backend, name):
    report = fuzz_backend(shop, open_backend(f"jvm:io.handover.faulty.{name}"), rows=3_000)
    assert not report.findings[0].alone
    assert "depend on the batch" in report.findings[0].hint


def test_a_row_that_ends_the_jvm_is_found_and_kept(shop, faulty, tmp_path):
    name = "jvm:io.handover.faulty.CallsSystemExit"
    report = fuzz(shop, name, classpath=faulty, rows=1, corpus=tmp_path)
    (finding,) = report.findings
    assert (report.ended, finding.failure.code) == ("fatal", "HJ303")
    assert "exit=7" in finding.failure.obtained
    assert (tmp_path / "small.jsonl").read_text().count("\n") == 1


def test_a_row_that_hangs_is_found_and_kept(shop, faulty, tmp_path):
    name = "jvm:io.handover.faulty.HangsForever"
    # Enough for a busy machine to open the backend, which every limit allows for.
    report = fuzz(shop, name, classpath=faulty, rows=2, timeout=6, corpus=tmp_path)
    (finding,) = report.findings
    assert (report.ended, finding.failure.code) == ("fatal", "HJ301")
    assert "did not answer within " in finding.failure.obtained
    assert (tmp_path / "small.jsonl").read_text().count("\n") == 1


@pytest.mark.python_runtime
def test_a_time_budget_ends_a_run(shop):
    report = fuzz(shop, "python:onnxruntime", seconds=0.5)
    assert report.ended == "seconds"
    assert report.rows > 0
