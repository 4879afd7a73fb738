"""`handover doctor`: what this machine has of what handover needs, and which one was taken."""

from __future__ import annotations

import sys

import click

from handover.faults import ExitCode


@click.command(name="doctor")
def command() -> int:
    """Look for everything handover needs on this machine."""
    from handover.jvm import examine

    findings = examine()
    wide = max(len(finding.what) for finding in findings)
    click.echo(f"python      {sys.version.split()[0]}  {sys.executable}")
    for finding in findings:
        mark = "found" if finding.found else "MISSING"
        click.echo(f"{mark:<8}  {finding.what:<{wide}}  {finding.detail}")
        if not finding.found and finding.next is not None:
            click.echo(f"          next: {finding.next}")
    needed = all(finding.found for finding in findings if finding.needed)
    return int(ExitCode.HOLDS if needed else ExitCode.ENVIRONMENT)
