"""Entry names: which are safe, and which two would become one file somewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handover.bundle.faults import bundle_fault
from handover.bundle.format import MAX_NAME
from handover.faults import Fault

_FORBIDDEN = re.compile(r"[\\:\x00-\x1f\x7f-\x9f]")


def name_fault(name: str) -> Fault | None:
    """Return why a name is refused (HB102, HB105), or None.

    Names that another system would read otherwise are refused too: a backslash is a separator on
    Windows, a colon a drive or a stream, a NUL ends the name for C libraries.
    """
    shown = name if name.isprintable() else ascii(name)
    if len(name) > MAX_NAME:
        return bundle_fault(
            "HB105",
            "entry name is too long",
            where=shown[:40] + "…",
            expected=f"length <= {MAX_NAME}",
            found=f"length={len(name)}",
        )
    reason = None
    if _FORBIDDEN.search(name):
        reason = "a backslash, colon or control character"
    elif any(segment in ("", ".", "..") for segment in name.split("/")):
        reason = "an empty, '.' or '..' segment"
    elif unicodedata.normalize("NFC", name) != name:
        reason = "letters that are not in NFC"
    if reason is None:
        return None
    return bundle_fault("HB102", f"unsafe entry name: {reason}", where=shown)


def collision_faults(names: Iterable[str]) -> list[Fault]:
    """Return HB103 for names that are equal, or equal once case is folded."""
    seen: dict[str, str] = {}
    faults = []
    for name in names:
        folded = unicodedata.normalize("NFC", name).upper().lower()
        if folded in seen:
            faults.append(
                bundle_fault("HB103", "two entry names collide", where=name, found=seen[folded])
            )
        else:
            seen[folded] = name
    return faults
