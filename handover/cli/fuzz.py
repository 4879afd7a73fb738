"""`handover fuzz`: bundle and backend in; the smallest rows on which the two differ out."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from handover.cli.options import (
    accept_option,
    acceptances,
    backend_option,
    classpath_entries,
    classpath_option,
    force_option,
    reason_option,
)
from handover.cli.output_file import is_json_report, require_writable
from handover.cli.progress import counter
from handover.cli.verify import accepted_runtime
from handover.faults import EnvironmentMissing, ExitCode, Fault, Owner, UsageError

_NEEDED = ("hypothesis", "numpy", "onnxruntime", "pandas", "sklearn")


@click.command(name="fuzz")
@click.argument("bundle_path", metavar="BUNDLE", type=click.Path(path_type=Path))
@backend_option
@classpath_option
@click.option("--seed", default=20, show_default=True, help="Seed of every random choice.")
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    help="Rows to draw; 0 replays the corpus alone. Without a budget a million.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help="Draw no further batch after so long; how far it gets is up to the machine.",
)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of rows that failed before: played first, findings are added.",
)
@click.option("--promote", "promoting", is_flag=True, help="Write findings into a new bundle.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of that bundle.")
@click.option("--model", metavar="SPEC", help="The fitted model, for the truths of its vectors.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the report.")
@force_option
@click.option(
    "--timeout",
    default=300.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds the backend may take for one batch before it is killed.",
)
@accept_option
@reason_option
def command(
    bundle_path: Path,
    backend: str,
    classpath: tuple[str, ...],
    seed: int,
    rows: int | None,
    seconds: float | None,
    corpus: Path | None,
    promoting: bool,
    out: Path | None,
    model: str | None,
    json_file: Path | None,
    force: bool,
    timeout: float,
    accepted: tuple[str, ...],
    reasons: tuple[str, ...],
) -> int:
    """Look for rows on which a backend differs from the bundle's model."""
    reason = accepted_runtime(acceptances(accepted, reasons))
    _require_out(promoting, out)
    require_writable((json_file, is_json_report), force=force)
    _require_packages()
    from handover.bundle import read, write_atomically
    from handover.estimator import load_estimator
    from handover.fuzzing import fuzz, promote
    from handover.report.fuzz_text import render_fuzz
    from handover.values import canonical_json

    bundle = read(bundle_path)
    # Before the run: a model that does not load must not cost the findings.
    estimator = load_estimator(model) if promoting and model is not None else None
    report = fuzz(
        bundle,
        backend,
        classpath=classpath_entries(classpath),
        seed=seed,
        rows=rows,
        seconds=seconds,
        corpus=corpus,
        timeout=timeout,
        accept_runtime=reason,
        progress=counter("rows"),
    )
    if json_file is not None:
        write_atomically(json_file, canonical_json(report.to_json()))
    render = partial(
        render_fuzz, report, bundle_path=bundle_path, classpath=classpath, corpus=corpus
    )
    promoted = None
    # A row that fails only among others passes as a vector, which is played by itself.
    alone = [finding for finding in report.findings if finding.alone]
    if promoting and out is not None and alone:
        try:
            promoted = promote(bundle, alone, out, estimator=estimator)
        except Exception:
            # What was found is told, whatever becomes of the new bundle.
            click.echo(render())
            raise
    click.echo(render(promoted=promoted))
    return int(ExitCode.BROKEN if report.findings else ExitCode.HOLDS)


def _require_packages() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise EnvironmentMissing(
            Fault(
                "HF501",
                f"fuzzing needs {', '.join(missing)}",
                Owner.ENVIRONMENT,
                next="Install the extra: pip install 'model-handover[fuzz]'.",
            )
        )


def _require_out(promoting: bool, out: Path | None) -> None:
    if promoting and out is None:
        raise UsageError(
            Fault(
                "HF402",
                "a promoted finding needs a new bundle",
                Owner.DATA_SCIENTIST,
                expected="--out DIR",
                next="Name the folder of the new bundle; the old one stays as it is.",
            )
        )
