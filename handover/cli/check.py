"""`handover check`: every fault of a contract at once, with its place and its fix."""

from __future__ import annotations

from pathlib import Path

import click

from handover.faults import ExitCode, Fault, Owner, UsageError


@click.command(name="check")
@click.argument("contracts", metavar="CONTRACT...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rules", "show_rules", is_flag=True, help="Print the table of rules and stop.")
def command(contracts: tuple[Path, ...], show_rules: bool) -> int:
    """Check contracts: every fault at once, with its place and its fix."""
    from handover.contract import check, rules_table
    from handover.report import render_findings, render_rules

    if show_rules:
        click.echo(render_rules(rules_table()))
        return int(ExitCode.HOLDS)
    if not contracts:
        raise UsageError(
            Fault(
                "HU104",
                "no contract given",
                Owner.CONTRACT_AUTHOR,
                next="Name one: handover check contracts/mine.yaml, or ask for --rules.",
            )
        )
    broken = False
    for path in contracts:
        findings = check(path)
        errors = sum(1 for finding in findings if finding.severity == "error")
        broken = broken or errors > 0
        if findings:
            click.echo(render_findings(findings))
        others = len(findings) - errors
        click.echo(f"{path}: {errors} error(s), {others} other finding(s)")
    return int(ExitCode.INVALID if broken else ExitCode.HOLDS)
