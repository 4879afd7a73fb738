"""`handover explain`: what every node of the model makes of one vector."""

from __future__ import annotations

from pathlib import Path

import click

from handover.cli.options import force_option
from handover.cli.output_file import is_json_report, require_writable


@click.command(name="explain")
@click.argument("bundle_path", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.argument("vector", metavar="VECTOR_ID")
@click.option("--against", metavar="VECTOR_ID", help="Name the first node where the two part.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write every value.")
@force_option
def command(
    bundle_path: Path, vector: str, against: str | None, json_file: Path | None, force: bool
) -> int:
    """Show what every node of the model makes of one vector."""
    require_writable((json_file, is_json_report), force=force)
    from handover.bundle import write_atomically
    from handover.parity.node_trace import explain

    found = explain(bundle_path, vector, against=against)
    click.echo(found.text)
    if json_file is not None:
        write_atomically(json_file, found.json)
    return 0
