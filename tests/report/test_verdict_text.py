"""What a person reads of a verdict: pinned word for word, in eighty columns."""

import shlex
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from handover.report import junit, render, render_group
from tests.report.verdicts import ERRORED, FAILED, NOTHING_PLAYED, PASSED

NAMED = {
    "passed": PASSED,
    "failed": FAILED,
    "errored": ERRORED,
    "nothing played": NOTHING_PLAYED,
}


@pytest.mark.parametrize("name", NAMED)
def test_the_words_of_a_verdict(name, snapshot):
    assert render(NAMED[name], bundle_path="dist/c-1.0.0.handover", classpath=("a/b",)) == snapshot


@pytest.mark.parametrize("name", NAMED)
def test_nothing_but_the_command_is_wider_than_eighty_columns(name):
    lines = render(NAMED[name], width=80).splitlines()
    if NAMED[name].status != "passed":
        assert lines[-2] == "Reproduce with:"
        lines = lines[:-1]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", NAMED)
def test_the_verdict_comes_first_and_no_line_ends_in_blanks(name):
    text = render(NAMED[name])
    assert text.startswith(NAMED[name].status.upper())
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("name", NAMED)
def test_what_was_accepted_and_what_is_known_is_always_shown(name):
    text = render(NAMED[name])
    assert "HX203" in text
    assert "agreed on 2026-11-03" in text
    assert "3 vectors have another answer" in text


def test_the_last_line_plays_the_first_failing_vector_alone():
    command = shlex.split(
        render(FAILED, bundle_path="a b.handover", classpath=("x", "y")).split("\n")[-1]
    )
    assert command[:3] == ["handover", "verify", "a b.handover"]
    assert command[command.index("--only") + 1] == "tree-split-1a2b3c4d"
    assert command.count("--classpath") == 2


@pytest.mark.parametrize(
    ("listed", "omitted", "head"),
    [
        (5, 0, "5 mismatch(es)"),
        (6, 0, "6 mismatch(es), the first 5"),
        (5, 2, "7 mismatch(es), the first 5"),
        (1000, 234, "1234 mismatch(es), the first 5"),
    ],
)
def test_five_mismatches_are_shown_and_all_of_them_counted(listed, omitted, head):
    one = FAILED.mismatches[0]
    shown = tuple(replace(one, vector=f"tree-split-{number:08}") for number in range(listed))
    lines = render(replace(FAILED, mismatches=shown, mismatches_omitted=omitted)).splitlines()
    assert head in lines
    named = [line.split()[0] for line in lines if line.startswith("  tree-split-")]
    assert named == [f"tree-split-{number:08}" for number in range(5)]


@pytest.mark.parametrize(("count", "head"), [(5, "5 error(s)"), (6, "6 error(s), the first 5")])
def test_five_errors_are_shown_and_all_of_them_counted(count, head):
    one = ERRORED.errors[0]
    shown = tuple(replace(one, vector=f"hold-out-{number:08}") for number in range(count))
    lines = render(replace(ERRORED, errors=shown)).splitlines()
    assert head in lines
    named = [line.split()[0] for line in lines if line.startswith("  hold-out-")]
    assert named == [f"hold-out-{number:08}" for number in range(5)]


@pytest.mark.parametrize("count", [5, 6])
def test_five_vectors_of_a_broken_self_check_are_named(count):
    broken = replace(
        FAILED.determinism[2],
        differing=count,
        vectors=tuple(f"hold-out-{number}" for number in range(count)),
    )
    text = render(replace(FAILED, determinism=(broken,)))
    named = ", ".join(f"hold-out-{number}" for number in range(5)) + (", …" if count > 5 else "")
    assert named in " ".join(text.split())
    assert ("…" in text) == (count > 5)


def test_a_backend_that_only_disagrees_with_itself_is_played_whole_again():
    verdict = replace(FAILED, mismatches=(), mismatches_omitted=0)
    assert "--only" not in render(verdict).splitlines()[-1]


def test_the_words_of_one_group(snapshot):
    assert render_group(FAILED, "hold-out") is None
    assert render_group(FAILED, "tree-split") == snapshot
    assert render_group(PASSED, "reject-null") == "reject-null: no vector was played"


@pytest.mark.parametrize("name", NAMED)
def test_junit_counts_what_the_verdict_counts(name):
    verdict = NAMED[name]
    root = ElementTree.fromstring(junit(verdict))
    suite = root.find("testsuite")
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    for group in verdict.groups:
        broken = cases[group.flag].find("failure") is not None
        broken |= cases[group.flag].find("error") is not None
        assert broken == bool(group.failed + group.errored)
    failures = len(suite.findall("testcase/failure"))
    assert int(suite.get("failures")) == failures
    passes = failures + len(suite.findall("testcase/error")) == 0
    assert passes == (verdict.status == "passed")


def test_junit_names_a_skipped_check_and_carries_the_text_of_a_failure():
    suite = ElementTree.fromstring(junit(FAILED)).find("testsuite")
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    assert cases["determinism.threads"].find("skipped") is not None
    assert "tree 3 node 5" in cases["tree-split"].find("failure").text


def test_characters_that_xml_cannot_hold_are_replaced():
    mismatch = replace(FAILED.mismatches[0], why="a NUL \0 and \ud83d")
    document = junit(replace(FAILED, mismatches=(mismatch,)))
    assert ElementTree.fromstring(document) is not None
