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
from handover.cli.progress import Stages, counter
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
    _refuse_other_than_one(model, onnx_file, feed)
    from handover.bundle import write
    from handover.contract import load
    from handover.drawing import draw
    from handover.estimator import load_estimator
    from handover.holdout import load_holdout, load_raw
    from handover.metrics import last_release, measure
    from handover.mutation import strengthen
    from handover.onnx_export import adopt, export
    from handover.report import render_export

    with Stages() as stage:
        stage("reading the contract")
        contract = load(contract_path)
        stage("loading the model")
        estimator = None if model is None else load_estimator(model)
        content = None if onnx_file is None else _contents(onnx_file)
        stage("reading the hold-out")
        holdout = load_holdout(data, contract.input_columns, separator=separator)
        raw = None if raw_file is None else load_raw(raw_file)
        stage("exporting to ONNX")
        known = [p for p in pairs if p[0].startswith("HX")]
        exported = (
            export(estimator, contract, sample=holdout, accept=known)
            if content is None
            else adopt(content, contract, sample=holdout, feed=feed, accept=known)
        )
        stage("measuring against thresholds and baselines")
        measured = measure(
            contract,
            estimator,
            holdout,
            baseline_metrics=last_release(baseline) if baseline else None,
            model=exported,
        )
        stage("drawing vectors and their three truths")
        vectors = draw(
            contract,
            estimator,
            exported,
            data=holdout,
            raw=raw,
            seed=seed,
            max_rows=max_rows,
            accept=[p for p in pairs if p[0].startswith("HT")],
            progress=stage.count,
        )
        stage("mutating the model, adding the rows that the vectors lack")
        vectors = strengthen(
            contract,
            estimator,
            exported,
            vectors,
            data=holdout,
            max_rows=max_rows,
            accept=[p for p in pairs if p[0].startswith("HT")],
            progress=counter("mutants"),
        )
        stage("writing the bundle")
        path = write(out, contract, exported, vectors, metrics=measured)
    click.echo(render_export(path, vectors, measured.to_json()))
    return int(ExitCode.HOLDS if measured.holds else ExitCode.BROKEN)


def _refuse_other_than_one(model: str | None, onnx_file: Path | None, feed: str | None) -> None:
    if (model is None) == (onnx_file is None) or (feed is not None and onnx_file is None):
        given = [
            name
            for name, value in (("--model", model), ("--onnx", onnx_file), ("--feed", feed))
            if value is not None
        ]
        raise UsageError(
            Fault(
                "HU105",
                "an export takes a fitted model or a model file",
                Owner.DATA_SCIENTIST,
                expected="--model SPEC, or --onnx FILE with or without --feed INPUT",
                found=f"options={' '.join(given) or 'none'}",
                next="Give one of the two.",
            )
        )


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as broken:
        raise UsageError(
            Fault(
                "HU201",
                "no such model file",
                Owner.DATA_SCIENTIST,
                where=str(path),
                found=f"error={broken.strerror or type(broken).__name__}",
                next="Give the path of the .onnx file.",
            )
        ) from None


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
