"""`handover init`: a fitted model and its data in; a contract that only has to be corrected out."""

from __future__ import annotations

from pathlib import Path

import click

from handover.cli.options import data_option, model_option
from handover.cli.output_file import require_place
from handover.faults import Fault, Owner, UsageError


@click.command(name="init")
@model_option
@data_option
@click.option("--target", metavar="COLUMN", help="The column the model predicts.")
@click.option("--name", metavar="NAME", help="Name of the contract; default: that of the file.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="YAML to write.")
@click.option("--separator", default=",", help="Field separator of a CSV file.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(
    model: str,
    data: str,
    target: str | None,
    name: str | None,
    out: Path,
    separator: str,
    force: bool,
) -> int:
    """Draft a contract from a fitted model and its data."""
    require_place(out)
    if out.exists() and not force:
        raise UsageError(
            Fault(
                "HU103",
                "the file is there already",
                Owner.CONTRACT_AUTHOR,
                where=str(out),
                next="Give another name with -o, or --force to replace it.",
            )
        )
    from handover.bundle import write_atomically
    from handover.contract_draft import draft
    from handover.estimator import load_estimator
    from handover.holdout import load_holdout

    also = [target] if target is not None else []
    frame = load_holdout(data, separator=separator, also=also)
    text = draft(load_estimator(model), frame, target=target, name=name or out.name.split(".")[0])
    write_atomically(out, text.encode("utf-8"))
    todo = text.count("TODO")
    click.echo(f"{out}: drafted, {todo} TODO to fill in")
    click.echo(f"next: correct it, then run: handover check {out}")
    return 0
