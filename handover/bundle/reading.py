"""Reading a bundle: a path in; a `Bundle` whose every byte was checked out, or all its faults."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handover.bundle.archive import pack, unpack
from handover.bundle.faults import bundle_fault, refuse
from handover.bundle.format import (
    BASELINE,
    CONTRACT,
    CONTRACT_SOURCE,
    MANIFEST,
    MAX_FILE,
    METRICS,
    MODEL,
    REQUIRED,
)
from handover.bundle.manifest import listing_faults, read_manifest
from handover.bundle.model_scan import CONTRACT_KEY, scan_model
from handover.contract import ModelContract
from handover.faults import BundleInvalid, Fault, HandoverError
from handover.testvectors import VectorSet, header_fault
from handover.values import parse_json

if TYPE_CHECKING:
    from handover.contract import ModelContract

_NEVER_WRITTEN = "Check the path; `handover export` writes bundles."


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read and found whole.

    ``manifest`` and ``metrics`` are JSON objects as docs/bundle-format.md describes them, numbers
    with a fraction as `handover.values.strict_json.Number`. ``sha256`` is of the whole file.
    """

    path: Path
    sha256: str
    manifest: Mapping[str, Any]
    contract: ModelContract
    vectors: VectorSet
    metrics: dict[str, Any] | None
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def model(self) -> bytes:
        """The bytes of ``model.onnx``."""
        return self.files[MODEL]

    def file(self, name: str) -> bytes:
        """Return the contents of an entry; KeyError when there is none of that name."""
        return self.files[name]


def read(path: str | os.PathLike[str]) -> Bundle:
    """Read a bundle and check every byte of it.

    Parameters
    ----------
    path
        A ``.handover`` file.

    Raises
    ------
    BundleInvalid
        HB101-HB107 for the archive, HB201-HB207 for the manifest, HB301-HB307 for JSON, HB401-HB406
        for contract, model and vectors; docs/bundle-format.md lists them. All faults of a stage
        come at once: archive, then manifest and digests, then contents.
    """
    data = _whole_file(Path(path))
    files, manifest = _entries(unpack(data))
    contract, vectors, metrics = _contents(files, manifest)
    digest = hashlib.sha256(data).hexdigest()
    return Bundle(Path(path), digest, manifest, contract, vectors, metrics, files)


def check_files(files: Mapping[str, bytes]) -> None:
    """Hold the entries of a bundle that is about to be written to what `read` demands.

    Raises
    ------
    BundleInvalid
        As `read` does.
    """
    checked = unpack(b"".join(pack(files)))
    _contents(*_entries(checked))


def _entries(entries: Mapping[str, memoryview]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Hold the entries to the manifest; return their contents and the manifest."""
    if MANIFEST not in entries:
        refuse("HB201", "the manifest is missing", where=MANIFEST)
    manifest = read_manifest(bytes(entries[MANIFEST]))
    faults = listing_faults(manifest, entries)
    faults += [
        bundle_fault("HB202", "a needed file is missing", where=name)
        for name in REQUIRED
        if name not in entries and name not in manifest["files"]
    ]
    if faults:
        raise BundleInvalid(*faults)
    return {name: bytes(contents) for name, contents in entries.items()}, manifest


def _whole_file(path: Path) -> bytes:
    """Return the bytes of a regular file of at most 2 GiB; anything else is HB101 or HB105."""
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                refuse("HB101", "not a bundle: not a regular file", where=str(path))
            if status.st_size > MAX_FILE:
                refuse(
                    "HB105",
                    "the file is too large",
                    where=str(path),
                    expected=f"size <= {MAX_FILE}",
                    found=f"size={status.st_size}",
                )
            return file.read(status.st_size + 1)
    except (OSError, ValueError) as unreadable:
        # ValueError: a NUL inside the path.
        reason = getattr(unreadable, "strerror", None) or str(unreadable)
        refuse(
            "HB101",
            f"the bundle cannot be opened: {reason.lower()}",
            where=str(path),
            next_step=_NEVER_WRITTEN,
        )


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a FIFO that nobody writes to would wait for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _contents(
    files: Mapping[str, bytes], manifest: Mapping[str, Any]
) -> tuple[ModelContract, VectorSet, dict[str, Any] | None]:
    faults: list[Fault] = []
    contract = vectors = metrics = None
    digest = hashlib.sha256(files[CONTRACT]).hexdigest()
    try:
        contract = ModelContract.from_canonical(files[CONTRACT])
        faults += _contract_faults(contract, manifest, digest)
    except BundleInvalid as broken:
        faults += broken.faults
    try:
        facts = scan_model(files[MODEL])
        if facts.metadata.get(CONTRACT_KEY) != digest:
            faults.append(
                bundle_fault(
                    "HB405",
                    "the model was exported for another contract",
                    where=MODEL,
                    expected=f"{CONTRACT_KEY}={digest}",
                    found=f"{CONTRACT_KEY}={facts.metadata.get(CONTRACT_KEY)}",
                )
            )
    except BundleInvalid as broken:
        faults += broken.faults
    try:
        vectors = VectorSet.from_files(files)
        if contract is not None and not faults:
            faults += _column_faults(contract, vectors)
    except BundleInvalid as broken:
        faults += broken.faults
    for name in (METRICS, BASELINE):
        try:
            if name in files:
                document = _object(files[name], name)
                metrics = document if name == METRICS else metrics
        except BundleInvalid as broken:
            faults += broken.faults
    if CONTRACT_SOURCE in files:
        faults += _text_faults(files[CONTRACT_SOURCE], CONTRACT_SOURCE)
    if faults or contract is None or vectors is None:
        raise BundleInvalid(*faults)
    return contract, vectors, metrics


def _contract_faults(
    contract: ModelContract, manifest: Mapping[str, Any], digest: str
) -> list[Fault]:
    pairs = (
        ("contract.sha256", manifest["contract"]["sha256"], digest),
        ("name", manifest["name"], contract.name),
        ("version", manifest["version"], contract.version),
    )
    faults = [
        bundle_fault(
            "HB401",
            "contract and manifest disagree",
            where=CONTRACT,
            expected=f"{name}={told}",
            found=f"{name}={found}",
        )
        for name, told, found in pairs
        if told != found
    ]
    try:
        for side in (contract.input_columns, contract.output_columns):
            names = [column.name for column in side]
            faults += [
                bundle_fault(
                    "HB401", "the contract names a column twice", where=f"{CONTRACT} {name}"
                )
                for name in sorted({name for name in names if names.count(name) > 1})
            ]
    except HandoverError as refused:
        return faults + [
            bundle_fault("HB401", fault.message, where=f"{CONTRACT} {fault.where or ''}".strip())
            for fault in refused.faults
        ]
    return faults


def _column_faults(contract: ModelContract, vectors: VectorSet) -> list[Fault]:
    if vectors.raw != contract.raw_fields:
        return [
            header_fault(
                "the fields of the vectors' raw rows are not the contract's",
                expected=f"raw={[field.name for field in contract.raw_fields]}",
                found=f"raw={[field.name for field in vectors.raw]}",
            )
        ]
    sides = (
        ("inputs", contract.input_columns, vectors.inputs),
        ("outputs", contract.output_columns, vectors.outputs),
    )
    return [
        header_fault(
            f"the vectors' {side} are not the contract's",
            expected=f"{side}={[_shown(column) for column in told]}",
            found=f"{side}={[_shown(column) for column in found]}",
        )
        for side, told, found in sides
        if [_shown(column) for column in told] != [_shown(column) for column in found]
    ]


def _shown(column: Any) -> str:
    length = "" if column.length is None else f"[{column.length}]"
    return f"{column.name} {column.type.value}{length}"


def _object(data: bytes, name: str) -> dict[str, Any]:
    document = parse_json(data, where=name)
    if not isinstance(document, dict):
        refuse("HB301", "not a JSON object", where=name)
    return document


def _text_faults(data: bytes, name: str) -> list[Fault]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as broken:
        return [bundle_fault("HB307", f"not UTF-8 at byte {broken.start}", where=name)]
    return []
