"""`handover verify`: bundle and backend in; verdict on the terminal, as JSON and as JUnit."""

from __future__ import annotations

from pathlib import Path

import click

from handover.cli.options import (
    accept_option,
    acceptances,
    backend_option,
    classpath_entries,
    classpath_option,
    force_option,
    heap_option,
    reason_option,
    timeout_option,
)
from handover.cli.output_file import is_json_report, is_junit_report, require_writable
from handover.cli.progress import counter
from handover.faults import ExitCode, Fault, Owner, UsageError

ACCEPTABLE = "HJ402"  # a runtime outside the bundle's profile


@click.command(name="verify")
@click.argument("bundle", type=click.Path(path_type=Path))
@backend_option
@classpath_option
@click.option("--only", multiple=True, metavar="ID", help="Play this vector alone; repeatable.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the verdict.")
@click.option("--junit", "junit_file", type=click.Path(path_type=Path), help="Write JUnit XML.")
@force_option
@timeout_option
@heap_option
@click.option(
    "--record/--no-record",
    default=True,
    help="Keep the verdict beside the bundle, where status finds it.",
)
@accept_option
@reason_option
def command(
    bundle: Path,
    backend: str,
    classpath: tuple[str, ...],
    only: tuple[str, ...],
    json_file: Path | None,
    junit_file: Path | None,
    force: bool,
    timeout: float,
    heap: str | None,
    record: bool,
    accepted: tuple[str, ...],
    reasons: tuple[str, ...],
) -> int:
    """Play a bundle's vectors against a backend; name the side that is wrong."""
    accept_runtime = accepted_runtime(acceptances(accepted, reasons))
    require_writable((json_file, is_json_report), (junit_file, is_junit_report), force=force)
    from handover.bundle import write_atomically
    from handover.parity import verify
    from handover.readiness import keep_record
    from handover.report import junit, render
    from handover.values import canonical_json

    verdict = verify(
        bundle,
        backend,
        classpath=classpath_entries(classpath),
        only=only,
        timeout=timeout,
        heap=heap,
        accept_runtime=accept_runtime,
        progress=counter("vectors"),
    )
    click.echo(render(verdict, bundle_path=bundle, classpath=classpath))
    if json_file is not None:
        write_atomically(json_file, canonical_json(verdict.to_json()))
    if junit_file is not None:
        write_atomically(junit_file, junit(verdict))
    if record and not only:
        keep_record(bundle, verdict)
    return int(ExitCode.HOLDS if verdict.status == "passed" else ExitCode.BROKEN)


def accepted_runtime(pairs: tuple[tuple[str, str], ...]) -> str | None:
    """Return the reason for which a runtime outside the profile is accepted.

    Raises
    ------
    UsageError
        HU102 for any other id.
    """
    wrong = [name for name, _ in pairs if name != ACCEPTABLE]
    if wrong:
        raise UsageError(
            Fault(
                "HU102",
                "only a runtime outside the profile can be accepted at verification",
                Owner.BACKEND_OWNER,
                expected=f"id={ACCEPTABLE}",
                found=f"id={', '.join(wrong)}",
                next="Other deviations are accepted at export, where the bundle records them.",
            )
        )
    return pairs[-1][1] if pairs else None
