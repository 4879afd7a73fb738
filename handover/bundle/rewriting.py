"""Writing a bundle anew with other vectors; everything else of it stays, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from handover.bundle.archive import pack
from handover.bundle.atomic import write_atomically
from handover.bundle.card import model_card
from handover.bundle.format import CARD, MANIFEST, SUFFIX
from handover.bundle.manifest import file_entry
from handover.bundle.reading import Bundle, check_files
from handover.faults import Fault, Owner, UsageError
from handover.testvectors import VectorSet
from handover.values import canonical_json


def rewrite(
    out_dir: str | os.PathLike[str],
    bundle: Bundle,
    vectors: VectorSet,
    accepted: list[dict[str, str]],
) -> Path:
    """Write the bundle's name and version with other vectors, and return the path.

    Parameters
    ----------
    accepted
        Acceptances that the vectors' truths rest on; those of the old vectors are replaced.

    Raises
    ------
    UsageError
        HU303: see `require_another_place`.
    BundleInvalid, EnvironmentMissing
        As `handover.bundle.write` does.
    """
    require_another_place(bundle, out_dir)
    files = {
        name: contents
        for name, contents in bundle.files.items()
        if not name.startswith("vectors/") and name != MANIFEST
    }
    files.update(vectors.to_files())
    kept: list[Any] = [
        entry for entry in bundle.manifest["accepted"] if not str(entry["id"]).startswith("HT")
    ]
    kept += accepted
    card = model_card(bundle.contract, vectors.header, bundle.metrics, kept)
    files[CARD] = card.encode("utf-8")
    entries = {entry: file_entry(contents) for entry, contents in files.items()}
    files[MANIFEST] = canonical_json({**bundle.manifest, "files": entries, "accepted": kept})
    check_files(files)
    path = Path(out_dir) / f"{bundle.manifest['name']}-{bundle.manifest['version']}{SUFFIX}"
    return write_atomically(path, pack(files))


def require_another_place(bundle: Bundle, out_dir: str | os.PathLike[str]) -> None:
    """Refuse the bundle's own folder: the old bundle stays as it was signed.

    Raises
    ------
    UsageError
        HU303.
    """
    if Path(out_dir).resolve() == bundle.path.resolve().parent:
        raise UsageError(
            Fault(
                "HU303",
                "the new bundle would take the place of the old one",
                Owner.DATA_SCIENTIST,
                where=str(bundle.path),
                next="Give another folder with --out.",
            )
        )
