"""Options that several verbs share, and what they parse to."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import click

from handover.faults import Fault, Owner, UsageError


def acceptances(ids: Sequence[str], reasons: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pair ``--accept ID`` with ``--reason TEXT`` in the order they were given.

    Raises
    ------
    UsageError
        HU101 when their numbers differ or a reason is blank: there is no silent override.
    """
    if len(ids) != len(reasons) or not all(reason.strip() for reason in reasons):
        raise UsageError(
            Fault(
                "HU101",
                "every --accept needs a --reason of its own",
                Owner.DATA_SCIENTIST,
                expected=f"reasons={len(ids)}",
                found=f"reasons={sum(1 for reason in reasons if reason.strip())}",
                next='Give them in pairs: --accept HX203 --reason "agreed with …".',
            )
        )
    return tuple(zip(ids, reasons, strict=True))


def classpath_entries(values: Sequence[str]) -> tuple[str, ...]:
    """Split ``--classpath A:B`` at the platform's separator; the option may be repeated."""
    return tuple(
        os.path.abspath(entry) for value in values for entry in value.split(os.pathsep) if entry
    )


def heap_size(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Return a size that a JVM takes, such as ``512m``; anything else is a usage error."""
    if text is not None and re.fullmatch("[1-9][0-9]{0,9}[kKmMgG]?", text) is None:
        raise click.BadParameter(f"{text!r} is no size such as 512m or 2g", context, option)
    return text


backend_option = click.option(
    "--backend",
    default="scala",
    show_default=True,
    metavar="ADDRESS",
    help="scala, onnxruntime, jvm:CLASS, python:onnxruntime or python:estimator,path=FILE.",
)
classpath_option = click.option(
    "--classpath", multiple=True, metavar="PATHS", help="Where the backend's classes are."
)
force_option = click.option("--force", is_flag=True, help="Replace files that are no reports.")
timeout_option = click.option(
    "--timeout",
    default=300.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds the backend may take before it is killed.",
)
heap_option = click.option(
    "--heap",
    callback=heap_size,
    metavar="SIZE",
    help="The most memory its JVM may take, such as 2g.",
)
accept_option = click.option(
    "--accept", "accepted", multiple=True, metavar="ID", help="Accept a known deviation by its id."
)
reason_option = click.option(
    "--reason", "reasons", multiple=True, metavar="TEXT", help="Why; one for every --accept."
)
model_option = click.option(
    "--model",
    "model",
    required=True,
    metavar="SPEC",
    help="A joblib, pickle or skops file, or package.module:object.",
)
data_option = click.option(
    "--data", "data", required=True, metavar="FILE", help="Hold-out rows: CSV or Parquet."
)
