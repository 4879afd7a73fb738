"""`handover strength`: a bundle in; how many wrong re-implementations its vectors find."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handover.cli.options import force_option
from handover.cli.output_file import is_json_report, require_writable
from handover.cli.progress import Stages, counter
from handover.faults import ExitCode, Fault, Owner, UsageError

if TYPE_CHECKING:
    from handover.bundle import Bundle


@click.command(name="strength")
@click.argument("bundle_path", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures.")
@force_option
@click.option(
    "--sampled",
    metavar="N,N,…",
    help="Also say what so many ordinary rows would have found, such as 15,100,1000.",
)
@click.option(
    "--promote",
    is_flag=True,
    help="Write the bundle anew with the rows that kill what survived; needs --model.",
)
@click.option(
    "--model", metavar="SPEC", help="The estimator, for the truths of the rows that are added."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder of the bundle that --promote writes."
)
@click.option("--seed", type=int, help="Seed of the search; the bundle's own by default.")
def command(
    bundle_path: Path,
    json_file: Path | None,
    force: bool,
    sampled: str | None,
    promote: bool,
    model: str | None,
    out: Path | None,
    seed: int | None,
) -> int:
    """Say how much a bundle's vectors can find, and what they cannot."""
    sizes = _sizes(sampled)
    require_writable((json_file, is_json_report), force=force)
    from handover.bundle import read, write_atomically
    from handover.mutation.bundle_strength import bundle_strength
    from handover.mutation.sampled_strength import sampled_strength as play_samples
    from handover.report import render_strength
    from handover.values import canonical_json

    bundle = read(bundle_path)
    if promote:
        _promotable(model, out, estimated=bundle.vectors.estimated)
        assert out is not None
        return _promoted(bundle, model, out)
    found = bundle_strength(bundle, seed=seed, progress=counter("mutants"))
    told = found.strength.to_json(bundle.contract.input_columns)
    samples = play_samples(found.examiner, found.examined, sizes) if sizes else []
    shown = [(each.rows, each.stored, each.killed, each.total) for each in samples]
    click.echo(render_strength(_name(bundle), told, shown))
    if json_file is not None:
        told["sampled"] = [
            {"rows": rows, "holdOut": stored, "killed": killed, "findable": total}
            for rows, stored, killed, total in shown
        ]
        write_atomically(json_file, canonical_json({"format": "handover-strength/1", **told}))
    return int(ExitCode.BROKEN if told["survived"] else ExitCode.HOLDS)


def _promoted(bundle: Bundle, model: str | None, out: Path) -> int:
    from handover.bundle.rewriting import require_another_place, rewrite
    from handover.estimator import load_estimator
    from handover.mutation import strengthen
    from handover.mutation.bundle_strength import hold_out_of
    from handover.onnx_export.exported_model import exported_again
    from handover.report import render_strength

    require_another_place(bundle, out)
    with Stages() as stage:
        stage("loading the model")
        estimator = None if model is None else load_estimator(model)
        stage("mutating the model, adding the rows that the vectors lack")
        vectors = strengthen(
            bundle.contract,
            estimator,
            exported_again(bundle.contract, bundle.model, bundle.manifest),
            bundle.vectors,
            data=hold_out_of(bundle),
            accept=[
                (str(entry["id"]), str(entry["reason"]))
                for entry in bundle.manifest["accepted"]
                if str(entry["id"]).startswith("HT")
            ],
            progress=counter("mutants"),
        )
        stage("writing the bundle")
        path = rewrite(out, bundle, vectors, list(vectors.header["accepted"]))
    told = vectors.header["strength"]
    click.echo(render_strength(_name(bundle), told))
    added = len(vectors.vectors) - len(bundle.vectors.vectors)
    click.echo(f"\n{path}: {added} vectors added")
    return int(ExitCode.BROKEN if told["survived"] else ExitCode.HOLDS)


def _name(bundle: Bundle) -> str:
    return f"{bundle.manifest['name']} {bundle.manifest['version']}"


def _sizes(text: str | None) -> list[int]:
    if text is None:
        return []
    sizes = [int(part) for part in text.split(",") if part.strip().isdigit()]
    if len(sizes) != len(text.split(",")) or not all(0 < size <= 100_000 for size in sizes):
        raise UsageError(
            Fault(
                "HU106",
                "--sampled takes numbers of rows",
                Owner.DATA_SCIENTIST,
                expected="--sampled 15,100,1000, each from 1 to 100000",
                found=f"--sampled {text}",
                next="Give one number of rows or several with commas between them.",
            )
        )
    return sizes


def _promotable(model: str | None, out: Path | None, *, estimated: bool) -> None:
    needed = (("--model", model), ("--out", out)) if estimated else (("--out", out),)
    missing = [name for name, value in needed if value is None]
    if model is not None and not estimated:
        raise UsageError(
            Fault(
                "HU107",
                "the bundle was made of a model file, without an estimator",
                Owner.DATA_SCIENTIST,
                expected="--promote --out DIR",
                found=f"--model {model}",
                next="Leave --model out: the file itself answers for the rows that are added.",
            )
        )
    if missing:
        raise UsageError(
            Fault(
                "HU107",
                "--promote needs a folder, and the estimator where there was one",
                Owner.DATA_SCIENTIST,
                expected="--promote --model SPEC --out DIR",
                found=f"missing={', '.join(missing)}",
                next="Give the file the bundle was exported from: its truths go with every row.",
            )
        )
