"""`handover status`: what the definition of done still lacks, and who owns it."""

from __future__ import annotations

from pathlib import Path

import click

from handover.faults import ExitCode


@click.command(name="status")
@click.argument("contract_path", metavar="CONTRACT", type=click.Path(path_type=Path))
@click.option("--bundle", type=click.Path(path_type=Path), help="The contract's bundle.")
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A verdict file besides those kept beside the bundle; repeatable.",
)
def command(contract_path: Path, bundle: Path | None, verdicts: tuple[Path, ...]) -> int:
    """Say what the definition of done still lacks, and who owns it."""
    from handover.readiness import status
    from handover.report import render_status

    state = status(contract_path, bundle, verdicts=verdicts)
    click.echo(render_status(state))
    return int(ExitCode.HOLDS if state.holds else ExitCode.BROKEN)
