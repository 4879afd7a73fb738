"""A verdict as text of 80 columns: the verdict first, the command to reproduce it last."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from handover.parity import Verdict
from handover.parity.verdict import (
    DeterminismCheck,
    Group,
    Mismatch,
    OutputDifference,
    ScoringError,
)
from handover.report.paragraph import cut, wrapped
from handover.values import canonical_json

SHOWN = 5  # mismatches in full; the JSON has them all
TRUTHS = ("source", "wire", "onnx")  # from the data scientist's row to what is served


def render(
    verdict: Verdict,
    *,
    width: int = 80,
    bundle_path: str | Path | None = None,
    classpath: Sequence[str] = (),
) -> str:
    """Render a verdict for people.

    Parameters
    ----------
    verdict
        What came of a verification.
    width
        Columns; tables are made for 80.
    bundle_path, classpath
        What was asked for, so that the last line can be run as it stands.
    """
    lines = _headline(verdict, width)
    lines += ["", *_groups(verdict.groups)]
    if verdict.features:
        lines += ["", *_worst("feature", verdict.features)]
    if verdict.outputs:
        lines += ["", *_worst("output", verdict.outputs)]
    if verdict.determinism:
        lines += ["", *_determinism(verdict, width)]
    if verdict.mismatches:
        lines += ["", *_mismatches(verdict.mismatches, verdict.mismatches_omitted, width)]
    if verdict.errors:
        lines += ["", *_errors(verdict.errors, width)]
    lines += _remarks(verdict, width)
    if verdict.status != "passed":
        command = reproduce(verdict, bundle_path=bundle_path, classpath=classpath)
        lines += ["", "Reproduce with:", f"  {command}"]
    return "\n".join(lines)


def render_group(
    verdict: Verdict, flag: str, *, width: int = 80, bundle_path: str | Path | None = None
) -> str | None:
    """Render what is wrong with the vectors of one flag, or None when all of them pass."""
    group = next((group for group in verdict.groups if group.flag == flag), None)
    if group is None or (group.passed == 0 and not group.failed + group.errored):
        return f"{flag}: no vector was played"
    if not group.failed and not group.errored:
        return None
    mismatches = [mismatch for mismatch in verdict.mismatches if mismatch.flag == flag]
    lines = [
        f"{flag}: {group.failed} failed, {group.errored} errored, {group.passed} passed",
        *wrapped(f"catches: {group.catches}", width),
        *wrapped(f"in production: {group.effect}", width),
    ]
    if verdict.cause is not None:
        lines += wrapped(f"{verdict.cause.name}: {verdict.cause.sentence}", width)
        lines.append(f"  owner: {verdict.cause.owner}")
    lines += _mismatches(mismatches, 0, width) if mismatches else []
    errors = [error for error in verdict.errors if (error.vector or "").startswith(f"{flag}-")]
    lines += _errors(errors, width) if errors else []
    lines += ["Reproduce with:", f"  {reproduce(verdict, bundle_path=bundle_path, flag=flag)}"]
    return "\n".join(lines)


def reproduce(
    verdict: Verdict,
    *,
    bundle_path: str | Path | None = None,
    classpath: Sequence[str] = (),
    flag: str | None = None,
) -> str:
    """Return the command that shows the first failure again.

    It plays the failing vector alone; all vectors where the backend only disagrees with itself,
    which one vector on its own cannot show.
    """
    path = str(bundle_path or f"{verdict.bundle.name}-{verdict.bundle.version}.handover")
    words = ["handover", "verify", path, "--backend", verdict.backend.address]
    for entry in classpath:
        words += ["--classpath", entry]
    failing = [m.vector for m in verdict.mismatches if flag in (None, m.flag)]
    failing += [e.vector for e in verdict.errors if e.vector is not None]
    if failing:
        words += ["--only", failing[0]]
    return shlex.join(words)


def spelled(value: object) -> str:
    """Spell a value as the bundle does, cut to one line."""
    text = canonical_json(value).decode("utf-8").rstrip("\n")
    return text if len(text) <= 60 else text[:57] + "..."


def _headline(verdict: Verdict, width: int) -> list[str]:
    counts = verdict.counts
    parts = [f"{counts.passed} of {counts.total} vectors pass"]
    parts += [
        f"{number} {word}"
        for word, number in (
            ("failed", counts.failed),
            ("errored", counts.errored),
            ("skipped", counts.skipped),
        )
        if number
    ]
    about = f"{verdict.bundle.name} {verdict.bundle.version}"
    lines = wrapped(f"{verdict.status.upper()}  {about}: {', '.join(parts)}", width, indent="")
    backend = verdict.backend
    engine = f" on {backend.runtime}" if backend.runtime else ""
    lines += wrapped(
        f"backend  {backend.address} ({backend.name} {backend.version}{engine})", width
    )
    environment = verdict.environment
    lines += wrapped(f"where    {environment.runtime}, {environment.os}", width)
    if verdict.cause is not None:
        lines += ["", *wrapped(f"{verdict.cause.name}: {verdict.cause.sentence}", width, indent="")]
        lines.append(f"owner: {verdict.cause.owner}")
    return lines


def _groups(groups: Sequence[Group]) -> list[str]:
    if not groups:
        return ["no vectors were played"]
    lines = [f"{'vectors':<20} {'passed':>8} {'failed':>8} {'errored':>8} {'skipped':>8}"]
    lines += [
        f"{group.flag:<20} {group.passed:>8} {group.failed:>8} "
        f"{group.errored:>8} {group.skipped:>8}"
        for group in groups
    ]
    return lines


def _worst(what: str, differences: Sequence[OutputDifference]) -> list[str]:
    lines = [f"{what:<20} {'allowed':<22} {'worst ulp':>10} {'worst abs':>12} {'compared':>9}"]
    for output in differences:
        ulp = "-" if output.max_ulp is None else str(output.max_ulp)
        worst = "-" if output.max_abs is None else f"{output.max_abs:.3g}"
        lines.append(
            f"{output.name:<20} {output.tolerance:<22} {ulp:>10} {worst:>12} {output.compared:>9}"
        )
        if output.within_margin:
            lines.append(f"  {output.within_margin} differ within the margin, reported, not failed")
    return lines


def _determinism(verdict: Verdict, width: int) -> list[str]:
    lines = ["the backend against itself"]
    wide = max(10, *(len(check.check) for check in verdict.determinism))
    hang = " " * (wide + 11)
    for check in verdict.determinism:
        line = f"{check.check:<{wide}} {check.status:<8} {check.detail}"
        lines += wrapped(line, width, hang=hang)
        if check.vectors:
            lines += wrapped(named(check), width, indent=hang, hang=hang)
    return lines


def named(check: DeterminismCheck) -> str:
    """Name the vectors that a check of determinism found differing, cut to the first few."""
    return ", ".join(check.vectors[:SHOWN]) + (", …" if check.differing > SHOWN else "")


def _mismatches(mismatches: Sequence[Mismatch], omitted: int, width: int) -> list[str]:
    total = len(mismatches) + omitted
    lines = [f"{total} mismatch(es)" + (f", the first {SHOWN}" if total > SHOWN else "")]
    for mismatch in mismatches[:SHOWN]:
        by = ""
        if mismatch.kind in ("value", "label") and mismatch.ulp is not None:
            by = f"differs by {mismatch.ulp} ulp "
        what = by or f"{mismatch.kind} "
        at = "features " if mismatch.stage == "features" else ""
        lines += wrapped(
            f"{mismatch.vector} {at}{mismatch.path} - {what}(allowed {mismatch.allowed})", width
        )
        lines.append(f"    expected  {spelled(mismatch.expected)}")
        lines.append(f"    obtained  {spelled(mismatch.obtained)}")
        if mismatch.truths:
            truths = ", ".join(
                f"{name} {spelled(mismatch.truths[name])}"
                for name in TRUTHS
                if name in mismatch.truths
            )
            lines += wrapped(f"truths    {truths}", width, indent="    ", hang=" " * 14)
        lines += wrapped(f"why       {mismatch.why}", width, indent="    ", hang=" " * 14)
        if mismatch.hint:
            lines += wrapped(f"hint      {mismatch.hint}", width, indent="    ", hang=" " * 14)
    return lines


def _errors(errors: Sequence[ScoringError], width: int) -> list[str]:
    lines = [f"{len(errors)} error(s)" + (f", the first {SHOWN}" if len(errors) > SHOWN else "")]
    for error in errors[:SHOWN]:
        who = error.vector or "everything"
        said = f": {error.message}" if error.message else ""
        lines += wrapped(f"{who} - {error.code} {error.exception}{said}", width)
        lines += [cut(frame, width, indent="      at ") for frame in error.frames[:3]]
        for cause in error.causes[:3]:
            lines += wrapped(f"caused by {cause}", width, indent="      ", hang="        ")
    return lines


def _remarks(verdict: Verdict, width: int) -> list[str]:
    lines: list[str] = []
    for entry in verdict.accepted:
        what = entry.get("what") or ""
        lines += wrapped(
            f"accepted  {entry.get('id')}: {what} Reason given: {entry.get('reason')}",
            width,
            indent="",
            hang=" " * 10,
        )
    for note in verdict.notes:
        lines += wrapped(f"note      {note.sentence}", width, indent="", hang=" " * 10)
    for skip in verdict.skips:
        lines += wrapped(f"skipped   {skip.what}: {skip.reason}", width, indent="", hang=" " * 10)
    return ["", *lines] if lines else []
