"""Writing a bundle: what the stages before made in; one deterministic file out, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from handover.bundle.archive import pack
from handover.bundle.atomic import write_atomically
from handover.bundle.card import model_card
from handover.bundle.entry_name import name_fault
from handover.bundle.format import (
    BASELINE,
    CARD,
    CONTRACT,
    CONTRACT_SOURCE,
    FORMAT,
    MANIFEST,
    METRICS,
    MODEL,
    SUFFIX,
)
from handover.bundle.manifest import file_entry
from handover.bundle.reading import check_files
from handover.faults import Fault, Owner, UsageError
from handover.testvectors import VectorSet
from handover.values import canonical_json

if TYPE_CHECKING:
    from handover.contract import ModelContract
    from handover.onnx_export import ExportedModel


class Measured(Protocol):
    """Measurements, as far as a bundle is concerned."""

    @property
    def reference(self) -> Mapping[str, Any] | None:
        """The object of ``baseline.json``, if there is one."""

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``metrics.json``."""


def write(
    out_dir: str | os.PathLike[str],
    contract: ModelContract,
    model: ExportedModel,
    vectors: VectorSet,
    *,
    metrics: Measured | None = None,
    name: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Path:
    """Write ``NAME-VERSION.handover`` and return its path.

    The same contract, model, vectors and measurements give the same bytes. The file is read back
    and checked before it takes its name; a process killed half-way leaves the old file.

    Parameters
    ----------
    out_dir
        The folder; made when it is missing.
    contract, model, vectors
        As `handover.load`, `handover.export` and `handover.draw` return them.
    metrics
        As `handover.measure` returns them; left out, the bundle has neither ``metrics.json`` nor
        ``baseline.json``.
    name
        Another first part of the file name than the contract's name.
    options
        ``options`` of the manifest: what the export was told besides its inputs.

    Raises
    ------
    BundleInvalid
        HB403 without vectors, HB405 for a model of another contract, and whatever else a reader
        would refuse.
    EnvironmentMissing
        HB501 when the file cannot be written.
    UsageError
        HU103 for a name that is no file name.
    """
    stem = contract.name if name is None else name
    path = Path(out_dir) / f"{_file_name(stem)}-{contract.version}{SUFFIX}"
    files = bundle_files(contract, model, vectors, metrics=metrics, options=options)
    # A bundle that our own reader refuses must never exist.
    check_files(files)
    return write_atomically(path, pack(files))


def _file_name(stem: str) -> str:
    if not stem or "/" in stem or name_fault(stem) is not None:
        raise UsageError(
            Fault(
                "HU103",
                "the name of a bundle must be a file name",
                Owner.DATA_SCIENTIST,
                found=f"name={stem!r}",
                next="Leave name out to take the contract's.",
            )
        )
    return stem


def bundle_files(
    contract: ModelContract,
    model: ExportedModel,
    vectors: VectorSet,
    *,
    metrics: Measured | None = None,
    options: Mapping[str, Any] | None = None,
) -> dict[str, bytes]:
    """Return every entry of the bundle by name, the manifest included."""
    measured = None if metrics is None else metrics.to_json()
    files = {
        CONTRACT: contract.canonical_json(),
        MODEL: model.onnx,
        **vectors.to_files(),
    }
    if contract.source_text is not None:
        files[CONTRACT_SOURCE] = contract.source_text.encode("utf-8")
    if measured is not None:
        files[METRICS] = canonical_json(measured)
    if metrics is not None and metrics.reference is not None:
        files[BASELINE] = canonical_json(_plain(metrics.reference))
    accepted = [acceptance.to_json() for acceptance in model.accepted]
    accepted += _accepted_at_draw(vectors, accepted)
    files[CARD] = model_card(contract, vectors.header, measured, accepted).encode("utf-8")
    manifest = {
        "format": FORMAT,
        "name": contract.name,
        "version": contract.version,
        "contract": {"sha256": contract.digest},
        "files": {entry: file_entry(contents) for entry, contents in files.items()},
        "producedBy": dict(model.produced_by),
        "profile": _plain(model.profile),
        "accepted": accepted,
    }
    if options is not None:
        manifest["options"] = _plain(options)
    files[MANIFEST] = canonical_json(manifest)
    return files


def _accepted_at_draw(vectors: VectorSet, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return deviations that were accepted while the truths were compared."""
    told = vectors.header.get("accepted", [])
    return [entry for entry in told if entry not in known]


def _plain(value: Any) -> Any:
    """Turn mappings and sequences into the dicts and lists that canonical JSON knows."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
