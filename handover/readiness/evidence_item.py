"""Evidence: a document that exists, is dated, and is recent enough."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from handover.contract.model.done_item import DoneItem
from handover.readiness.state import ItemStanding, ItemState

# A document may date itself in one of its first lines: "Date: 2026-11-01" or "date: 2026-11-01".
_DATED = re.compile(r"^\W*(?:last reviewed|date)\W+(\d{4}-\d{2}-\d{2})\b", re.IGNORECASE | re.M)


def evidence_item(item: DoneItem, folder: Path, today: datetime.date) -> ItemState:
    """Judge one evidence item.

    The path is looked for beside the contract, then in the folders above it. Its day is the
    item's ``date``, or else the one the document gives itself in its first 2,000 characters; the
    file system's time says when a copy was made, not when the content was last true.
    """
    if item.evidence is None:
        return _lacking(item, "names no document", "Name the document under evidence.")
    document = _find(item.evidence, folder)
    if document is None:
        return _lacking(item, f"{item.evidence} is not there", f"Write {item.evidence}.")
    day = _day(item, document)
    if day is None:
        return _lacking(
            item, f"{item.evidence} bears no date", "Give the item a date, or the document one."
        )
    age = (today - day).days
    if age < 0:
        return _lacking(item, f"{item.evidence} is dated {day}, in the future", "Mend the date.")
    if item.max_age_days is not None and age > item.max_age_days:
        return _lacking(
            item,
            f"{item.evidence} is {age} days old, at most {item.max_age_days} allowed",
            "Review it and date it anew.",
            age=age,
        )
    return ItemState(
        item.id, item.check, ItemStanding.HOLDS, f"{item.evidence}, {day}", age_days=age
    )


def _find(name: str, folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / name).is_file():
            return place / name
        if (place / ".git").exists():
            return None
    return None


def _day(item: DoneItem, document: Path) -> datetime.date | None:
    if item.date is not None:
        return datetime.date.fromisoformat(str(item.date))
    with document.open(encoding="utf-8", errors="replace") as text:
        found = _DATED.search(text.read(2000))
    try:
        return datetime.date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _lacking(item: DoneItem, detail: str, step: str, *, age: int | None = None) -> ItemState:
    return ItemState(
        item.id,
        item.check,
        ItemStanding.LACKING,
        detail,
        age_days=age,
        who="contract author",
        next=step,
    )
