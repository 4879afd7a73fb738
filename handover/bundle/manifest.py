"""``manifest.json``: what every other file of the bundle is held to.

In: the bytes of the manifest. Out: its object, shape checked. Refused: HB206, HB207. Fields that
this version does not know are kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from handover.bundle.faults import bundle_fault, refuse
from handover.bundle.format import FORMAT, MANIFEST, MAX_MANIFEST
from handover.faults import BundleInvalid, Fault
from handover.values import parse_json
from handover.values.strict_json import Number

_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?")


def file_entry(contents: bytes | memoryview) -> dict[str, object]:
    """Return what the manifest says of one file: its size and sha256."""
    return {"size": len(contents), "sha256": hashlib.sha256(contents).hexdigest()}


def read_manifest(data: bytes) -> dict[str, Any]:
    """Return the manifest's object.

    Raises
    ------
    BundleInvalid
        HB105 above 1 MiB, HB206 for another format version, HB207 for a wrong shape (every wrong
        field is named), HB301-HB307 for JSON.
    """
    if len(data) > MAX_MANIFEST:
        refuse("HB105", "the manifest is too large", where=MANIFEST, found=f"size={len(data)}")
    manifest = parse_json(data, where=MANIFEST)
    if not isinstance(manifest, dict):
        refuse("HB207", "the manifest is not an object", where=MANIFEST)
    version = manifest.get("format")
    if not isinstance(version, str):
        refuse("HB207", "the manifest names no format", where=MANIFEST)
    if version != FORMAT:
        refuse(
            "HB206",
            "unknown format version",
            where=MANIFEST,
            expected=f"format={FORMAT}",
            found=f"format={version}",
            next_step="Read it with a newer handover: pip install --upgrade model-handover.",
        )
    faults = [
        bundle_fault("HB207", f"the manifest has {what}", where=f"{MANIFEST} $.{path}")
        for path, what in _shape_faults(manifest)
    ]
    if faults:
        raise BundleInvalid(*faults)
    return manifest


def _shape_faults(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    wrong = []
    for path, fits, what in _FIELDS:
        value: Any = manifest
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if not fits(value):
            wrong.append((path, what))
    for path, fits, what in _OPTIONAL:
        *parents, last = path.split(".")
        value = manifest
        for key in parents:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, dict) and last in value and not fits(value[last]):
            wrong.append((path, what))
    files = manifest.get("files")
    if isinstance(files, dict) and MANIFEST in files:
        wrong.append((f"files.{MANIFEST}", "itself among its files"))
    for name, entry in files.items() if isinstance(files, dict) else ():
        size = entry.get("size") if isinstance(entry, dict) else None
        digest = entry.get("sha256") if isinstance(entry, dict) else None
        if type(size) is not int or size < 0 or not _is_digest(digest):
            wrong.append((f"files.{name}", "no size or no sha256 of the file"))
    accepted = manifest.get("accepted")
    for place, entry in enumerate(accepted if isinstance(accepted, list) else ()):
        if not isinstance(entry, dict) or not all(
            isinstance(entry.get(key), str) for key in ("id", "reason", "what")
        ):
            wrong.append((f"accepted[{place}]", "no id, reason or what"))
    return wrong


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return type(value) is str and value != ""


def _is_version(value: object) -> bool:
    return type(value) is str and _VERSION.fullmatch(value) is not None


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(type(item) is str for item in value.values())


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_whole(value: object) -> bool:
    return type(value) is int


def _is_numbers(value: object) -> bool:
    return isinstance(value, dict) and all(type(item) in (int, Number) for item in value.values())


def _is_list(value: object) -> bool:
    return isinstance(value, list)


_FIELDS: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("name", _is_text, "no name"),
    ("version", _is_version, "no semantic version"),
    ("contract.sha256", _is_digest, "no sha256 of the contract"),
    ("files", _is_object, "no files"),
    ("producedBy", _is_texts, "no producing versions"),
    ("profile", _is_object, "no determinism profile"),
    ("accepted", _is_list, "no list of accepted deviations"),
)
# Bundles made before these were recorded have none.
_OPTIONAL: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("options", _is_object, "options that are no object"),
    ("options.seed", _is_whole, "no whole number"),
    ("options.maxRows", _is_whole, "no whole number"),
    ("options.separator", _is_text, "no text"),
    ("options.source", _is_text, "no text"),
    ("options.feed", _is_text, "no text"),
    ("options.data", _is_object, "no object"),
    ("options.raw", _is_object, "no object"),
    ("options.lastRelease", _is_numbers, "no object of numbers"),
)


def listing_faults(manifest: Mapping[str, Any], entries: Mapping[str, memoryview]) -> list[Fault]:
    """Return HB202-HB205: what is missing, what is extra, what differs; sorted by name.

    A digest is only computed where the size fits.
    """
    listed: Mapping[str, Mapping[str, Any]] = manifest["files"]
    faults = []
    for name in sorted(listed.keys() | (entries.keys() - {MANIFEST})):
        if name not in entries:
            faults.append(bundle_fault("HB202", "a listed file is missing", where=name))
        elif name not in listed:
            faults.append(bundle_fault("HB203", "a file is not listed", where=name))
        elif len(entries[name]) != listed[name]["size"]:
            faults.append(
                bundle_fault(
                    "HB204",
                    "size differs from the manifest",
                    where=name,
                    expected=f"size={listed[name]['size']}",
                    found=f"size={len(entries[name])}",
                )
            )
        else:
            found = file_entry(entries[name])["sha256"]
            if found != listed[name]["sha256"]:
                faults.append(
                    bundle_fault(
                        "HB205",
                        "digest differs from the manifest",
                        where=name,
                        expected=f"sha256={listed[name]['sha256']}",
                        found=f"sha256={found}",
                    )
                )
    return faults
