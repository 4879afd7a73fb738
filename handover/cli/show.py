"""`handover show`: what a bundle promises and what it can prove."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="show")
@click.argument("bundle_path", metavar="BUNDLE", type=click.Path(path_type=Path))
def command(bundle_path: Path) -> int:
    """Show what a bundle promises and what it can prove."""
    from handover.bundle import read
    from handover.report import render_bundle

    click.echo(render_bundle(read(bundle_path)))
    return 0
