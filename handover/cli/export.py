"""`handover export`: contract, fitted model and hold-out in; one bundle out, or a refusal."""

from __future__ import annotations

from pathlib import Path

import click

from handover.cli.options import (
    accept_option,
    acceptances,
    data_option,
    reason_option,
)
from handover.cli.progress import Stages
from handover.faults import ExitCode, Fault, Owner, UsageError


@click.command(name="export")
@click.argument("contract_path", metavar="CONTRACT", type=click.Path(path_type=Path))
@click.option(
    "--model", metavar="SPEC", help="A joblib, pickle or skops file, or package.module:object."
)
@click.option(
    "--onnx",
    "onnx_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A model file made elsewhere, in place of --model: two truths, no estimator.",
)
@click.option(
    "--feed",
    metavar="INPUT",
    help="With --onnx: the input that takes all columns side by side, in contract order.",
)
@data_option
@click.option(
    "--raw",
    "raw_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Raw rows for a contract with features: JSON Lines, one row a line.",
)
@click.option(
    "--out", default="dist", type=click.Path(path_type=Path), help="Folder of the bundle."
)
@click.option("--seed", default=20, show_default=True, help="Seed of every random choice.")
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    help="At most this many vectors; what is left out is stated in the bundle.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="metrics.json or bundle of the last release, for metrics with baseline last-release.",
)
@click.option("--separator", default=",", help="Field separator of a CSV hold-out.")
@accept_option
@reason_option
def command(
    contract_path: Path,
    model: str | None,
    onnx_file: Path | None,
    feed: str | None,
    data: str,
    raw_file: Path | None,
    out: Path,
    seed: int,
    max_rows: int | None,
    baseline: Path | None,
    separator: str,
    accepted: tuple[str, ...],
    reasons: tuple[str, ...],
) -> int:
    """Export a model with its test vectors into one bundle."""
    pairs = acceptances(accepted, reasons)
    _refuse_unknown(pairs)
    # The flow imports scikit-learn and ONNX Runtime, which `--help` does without.
    from handover import pipeline
    from handover.contract import load
    from handover.report import render_export

    with Stages() as stage:
        stage("reading the contract")
        contract = load(contract_path)
        done = pipeline.export_bundle(
            contract,
            pipeline.ExportSource(data, model=model, onnx=onnx_file, raw=raw_file),
            pipeline.ExportOptions(
                seed=seed,
                max_rows=max_rows,
                separator=separator,
                feed=feed,
                last_release=pipeline.read_last_release(baseline),
                accept=pairs,
            ),
            out,
            progress=pipeline.ExportProgress(stage, stage.count),
        )
    click.echo(render_export(done.path, done.vectors, done.measured.to_json()))
    return int(ExitCode.HOLDS if done.measured.holds else ExitCode.BROKEN)


def _refuse_unknown(pairs: tuple[tuple[str, str], ...]) -> None:
    unknown = [name for name, _ in pairs if not name.startswith(("HX", "HT"))]
    if unknown:
        raise UsageError(
            *(
                Fault(
                    "HU102",
                    f"nothing called {name} can be accepted at export",
                    Owner.DATA_SCIENTIST,
                    expected="an id such as HX203 or HT401",
                    found=f"id={name}",
                    next="Take the id from the refusal itself.",
                )
                for name in unknown
            )
        )
