"""A run of fuzzing as text of 80 columns: what was found first, the commands last."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handover.report.paragraph import cut, wrapped
from handover.report.verdict_text import spelled

if TYPE_CHECKING:
    from handover.fuzzing import Counterexample, FuzzReport, Promoted

_CELLS = 30

_ENDED = {
    "rows": "all rows were drawn",
    "seconds": "the time is up",
    "findings": "enough was found",
    "fatal": "a row ended the JVM",
    "nothing new": "further rows fail in the same way",
}


def render_fuzz(
    report: FuzzReport,
    *,
    bundle_path: str | Path,
    classpath: Sequence[str] = (),
    corpus: str | Path | None = None,
    promoted: Promoted | None = None,
    width: int = 80,
) -> str:
    """Render a report for people.

    Parameters
    ----------
    bundle_path, classpath, corpus
        What was asked for, so that the last lines can be run as they stand.
    promoted
        The bundle that holds the findings as vectors, where one was written.
    """
    lines = _headline(report, width)
    for finding in report.findings:
        lines += ["", *_finding(report, finding, width)]
    if report.findings:
        lines += ["", "Reproduce with:"]
        lines += [
            f"  {command}"
            for command in _commands(report, bundle_path, classpath, corpus, promoted)
        ]
    return "\n".join(lines)


def _headline(report: FuzzReport, width: int) -> list[str]:
    count = len(report.findings)
    verdict = f"{count} FINDING{'' if count == 1 else 'S'}" if count else "NOTHING FOUND"
    asked = f"{report.rows:,} rows in {report.batches:,} batches"
    if report.replayed:
        asked += f", after {report.replayed} of the corpus"
    lines = wrapped(f"{verdict}  {report.contract.name}: {asked}", width, indent="")
    backend = report.backend
    engine = f" on {backend.runtime}" if backend.runtime else ""
    lines += wrapped(
        f"backend  {backend.address} ({backend.name} {backend.version}{engine})", width
    )
    took = f"{report.seconds:.1f} s"
    if report.rows and report.seconds > 0:
        took += f", {report.rows / report.seconds:,.0f} rows a second"
    lines += wrapped(f"ended    {_ENDED[report.ended]}; seed {report.seed}, {took}", width)
    if report.stale:
        lines += wrapped(f"corpus   left out, not of this contract: {report.stale}", width)
    return lines


def _finding(report: FuzzReport, finding: Counterexample, width: int) -> list[str]:
    failure = finding.failure
    origin = " (from the corpus)" if finding.origin == "corpus" else ""
    allowed = "" if failure.kind == "outcome" else f" (allowed {failure.allowed})"
    lines = wrapped(f"{finding.id} {failure.path} - {failure.kind}{allowed}{origin}", width)
    for word, value in (("expected", failure.expected), ("obtained", failure.obtained)):
        said = value if isinstance(value, str) else spelled(value)
        lines += wrapped(f"{word}  {said}", width, indent="    ", hang=" " * 14)
    lines += [cut(frame, width, indent="      at ") for frame in failure.frames[:3]]
    lines += wrapped(f"why       {finding.why}", width, indent="    ", hang=" " * 14)
    if finding.hint:
        lines += wrapped(f"hint      {finding.hint}", width, indent="    ", hang=" " * 14)
    lines += [f"    {'row':<9} {'value':<34} ordinary"]
    row = finding.spelled_row(report.contract)
    changed = {cell.name: spelled(cell.ordinary) for cell in finding.changed}
    shown = sorted(row, key=lambda name: _changed_in(name, changed) == "")[:_CELLS]
    for name in [name for name in row if name in shown]:
        value = f"{name} = {spelled(row[name])}"
        line = f"{value:<44} {_changed_in(name, changed)}".rstrip()
        lines.append(cut(line, width, indent="      "))
    if len(row) > _CELLS:
        lines.append(f"      … {len(row) - _CELLS} more columns, all ordinary; see --json")
    return lines


def _changed_in(name: str, changed: Mapping[str, str]) -> str:
    """Return the ordinary value of a column that differs, a count for an array, or nothing."""
    count = sum(cell.startswith(f"{name}[") for cell in changed)
    return changed.get(name) or (f"{count} elements differ" if count else "")


def _commands(
    report: FuzzReport,
    bundle_path: str | Path,
    classpath: Sequence[str],
    corpus: str | Path | None,
    promoted: Promoted | None,
) -> list[str]:
    """Return the command that shows the first finding again, the quickest one that can."""
    more = ["--backend", report.backend.address]
    for entry in classpath:
        more += ["--classpath", entry]
    if promoted is not None and promoted.ids:
        return [
            shlex.join(["handover", "verify", str(promoted.path), *more, "--only", name])
            for name in promoted.ids
        ]
    words = ["handover", "fuzz", str(bundle_path), *more]
    if corpus is not None:
        return [shlex.join([*words, "--corpus", str(corpus), "--rows", "0"])]
    return [shlex.join([*words, "--seed", str(report.seed), "--rows", str(report.rows)])]
