"""Export flow: contract, model and hold-out in, one bundle out, or a refusal.

The command line, the pytest plugin and the demo all export through `export_bundle`. The options
that decide a bundle's bytes are recorded in its manifest: `ExportOptions.recorded` reads them back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handover.bundle import write
from handover.contract import ModelContract
from handover.drawing import draw
from handover.estimator import load_estimator
from handover.faults import Fault, Owner, UsageError
from handover.holdout import load_holdout, load_raw
from handover.metrics import Measurements, last_release, measure
from handover.mutation import strengthen
from handover.onnx_export import adopt, export
from handover.progress import Counting, counted
from handover.testvectors import VectorSet

StageCallback = Callable[[str], None]
"""Called with the name of each stage of the flow as it begins."""


@dataclass(frozen=True)
class ExportSource:
    """Files of one export: a fitted model or a model file, its hold-out, and raw rows.

    Parameters
    ----------
    data
        Hold-out rows: CSV or Parquet.
    model
        A joblib, pickle or skops file, or ``package.module:object``.
    onnx
        A model file made elsewhere, in place of ``model``.
    raw
        Raw rows for a contract with features: JSON Lines.
    """

    data: str | Path
    model: str | None = None
    onnx: Path | None = None
    raw: str | Path | None = None

    def __post_init__(self) -> None:
        if (self.model is None) == (self.onnx is None):
            raise UsageError(other_than_one_model(self.model, self.onnx, feed=None))


@dataclass(frozen=True)
class ExportOptions:
    """Choices of one export that decide the bytes of its bundle.

    Parameters
    ----------
    seed
        Seed of every random choice.
    max_rows
        At most this many vectors; all without it.
    separator
        Field separator of a CSV hold-out.
    feed
        With a model file: the input that takes all columns side by side.
    last_release
        The object of the last release's ``metrics.json``, for baselines ``last-release``.
    accept
        (id, reason) for each known deviation that a person accepts.
    """

    seed: int = 20
    max_rows: int | None = None
    separator: str = ","
    feed: str | None = None
    last_release: Mapping[str, Any] | None = None
    accept: tuple[tuple[str, str], ...] = ()

    def accepted(self, family: str) -> list[tuple[str, str]]:
        """Return the acceptances of one family of codes, such as ``"HX"``."""
        return [pair for pair in self.accept if pair[0].startswith(family)]

    def to_json(self, source: ExportSource) -> dict[str, Any]:
        """Return ``options`` of the manifest: no path of a machine, digests in their place."""
        recorded: dict[str, Any] = {
            "seed": self.seed,
            "separator": self.separator,
            "source": "estimator" if source.onnx is None else "onnx",
            "data": _file_digest(source.data),
        }
        if self.max_rows is not None:
            recorded["maxRows"] = self.max_rows
        if self.feed is not None:
            recorded["feed"] = self.feed
        if source.raw is not None:
            recorded["raw"] = _file_digest(source.raw)
        if self.last_release is not None:
            recorded["lastRelease"] = {
                str(entry["id"]): entry["value"]
                for entry in self.last_release.get("metrics", [])
                if entry.get("value") is not None and "id" in entry
            }
        return recorded

    @staticmethod
    def recorded(manifest: Mapping[str, Any], header: Mapping[str, Any]) -> ExportOptions:
        """Return the options that a bundle was exported with.

        A bundle made before options were recorded has the seed of its vectors, and the defaults.
        """
        found = manifest.get("options", {})
        released = found.get("lastRelease")
        accept = tuple((str(each["id"]), str(each["reason"])) for each in manifest["accepted"])
        return ExportOptions(
            seed=int(found.get("seed", header["seed"])),
            max_rows=None if "maxRows" not in found else int(found["maxRows"]),
            separator=str(found.get("separator", ",")),
            feed=found.get("feed"),
            last_release=None if released is None else _as_metrics(released),
            accept=accept,
        )


@dataclass(frozen=True)
class ExportedBundle:
    """Result of the flow: the bundle's path, its vectors and its measurements."""

    path: Path
    vectors: VectorSet
    measured: Measurements


@dataclass(frozen=True)
class ExportProgress:
    """Callbacks of a long export; both do nothing when left out."""

    stage: StageCallback = field(default=lambda name: None)
    count: Counting | None = None


def export_bundle(
    contract: ModelContract,
    source: ExportSource,
    options: ExportOptions,
    out: str | Path,
    *,
    progress: ExportProgress | None = None,
) -> ExportedBundle:
    """Export a model with its test vectors and measurements into one bundle.

    Parameters
    ----------
    contract
        As `handover.load` returns it.
    source
        Where model and rows are.
    options
        What decides the bytes besides them; recorded in the manifest.
    out
        Folder of the bundle.
    progress
        Callbacks for the stages and for what is counted in them.

    Raises
    ------
    HandoverError
        Whatever a stage refuses, all its faults at once; no bundle is written then.
    """
    if options.feed is not None and source.onnx is None:
        raise UsageError(other_than_one_model(source.model, source.onnx, feed=options.feed))
    stage = (progress or ExportProgress()).stage
    count = (progress or ExportProgress()).count
    stage("loading the model")
    estimator = None if source.model is None else load_estimator(source.model)
    content = None if source.onnx is None else _contents(source.onnx)
    stage("reading the hold-out")
    holdout = load_holdout(source.data, contract.input_columns, separator=options.separator)
    raw = None if source.raw is None else load_raw(source.raw)
    stage("exporting to ONNX")
    exported = (
        export(estimator, contract, sample=holdout, accept=options.accepted("HX"))
        if content is None
        else adopt(
            content,
            contract,
            sample=holdout,
            feed=options.feed,
            accept=options.accepted("HX"),
        )
    )
    stage("measuring against thresholds and baselines")
    measured = measure(
        contract, estimator, holdout, baseline_metrics=options.last_release, model=exported
    )
    stage("drawing vectors and their three truths")
    vectors = draw(
        contract,
        estimator,
        exported,
        data=holdout,
        raw=raw,
        seed=options.seed,
        max_rows=options.max_rows,
        accept=options.accepted("HT"),
        progress=count,
    )
    stage("mutating the model, adding the rows that the vectors lack")
    vectors = strengthen(
        contract,
        estimator,
        exported,
        vectors,
        data=holdout,
        max_rows=options.max_rows,
        accept=options.accepted("HT"),
        progress=counted(count, "mutants"),
    )
    stage("writing the bundle")
    path = write(
        out, contract, exported, vectors, metrics=measured, options=options.to_json(source)
    )
    return ExportedBundle(path, vectors, measured)


def read_last_release(path: Path | None) -> Mapping[str, Any] | None:
    """Read the metrics of the last release, None where no file is given."""
    return None if path is None else last_release(path)


def changed_inputs(manifest: Mapping[str, Any], source: ExportSource) -> list[str]:
    """Return what is another file, or another kind of source, than a bundle was exported from."""
    recorded = manifest.get("options", {})
    changed = []
    kind = "estimator" if source.onnx is None else "onnx"
    if recorded.get("source", kind) != kind:
        changed.append(f"source: recorded={recorded['source']}, found={kind}")
    for name, path in (("data", source.data), ("raw", source.raw)):
        if name in recorded and path is not None and recorded[name] != _file_digest(path):
            changed.append(f"{name}: another file than at export ({path})")
    return changed


def other_than_one_model(model: str | None, onnx: Path | None, *, feed: str | None) -> Fault:
    """Return HU105: an export takes exactly one of a fitted model and a model file."""
    given = [
        name
        for name, value in (("--model", model), ("--onnx", onnx), ("--feed", feed))
        if value is not None
    ]
    return Fault(
        "HU105",
        "an export takes a fitted model or a model file",
        Owner.DATA_SCIENTIST,
        expected="--model SPEC, or --onnx FILE with or without --feed INPUT",
        found=f"options={' '.join(given) or 'none'}",
        next="Give one of the two.",
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


def _file_digest(path: str | Path) -> dict[str, str]:
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return {"sha256": digest.hexdigest()}


def _as_metrics(released: Mapping[str, Any]) -> dict[str, Any]:
    return {"metrics": [{"id": name, "value": float(value)} for name, value in released.items()]}
