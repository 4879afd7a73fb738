"""What every verdict on a faulty backend is held to."""


def assert_caught(verdict, planted):
    """The fault is found where it was promised, and put down to the backend by name."""
    assert verdict.status == "failed"
    assert (verdict.cause.name, verdict.cause.owner) == ("backend", "backend owner")
    assert {mismatch.cause for mismatch in verdict.mismatches} <= {"backend"}
    if planted.by_check:
        found = {check.check for check in verdict.determinism if check.status == "failed"}
        assert all(check.vectors for check in verdict.determinism if check.status == "failed")
    else:
        found = {mismatch.flag for mismatch in verdict.mismatches}
    assert found.intersection(planted.either)
    said = [note.sentence for note in verdict.notes]
    said += [mismatch.hint or "" for mismatch in verdict.mismatches]
    assert any(planted.says in each for each in said) or not planted.says, said[:3]


def assert_clean(verdict):
    """No alarm: every vector and every check passes, and nobody is named."""
    assert (verdict.status, verdict.cause, verdict.mismatches) == ("passed", None, ())
    assert verdict.counts.passed == verdict.counts.total > 0
    assert {check.status for check in verdict.determinism} == {"passed"}
