"""The definition of done as text of 80 columns: what holds, what is lacking, who owns it."""

from __future__ import annotations

import textwrap

from handover.readiness import DoneState, ItemStanding, ItemState

_MARKS = {
    ItemStanding.HOLDS: "holds",
    ItemStanding.LACKING: "LACKING",
    ItemStanding.NOT_CHECKED: "not checked",
}


def render_status(state: DoneState, *, width: int = 80) -> str:
    """Verdict line first, then every item, then what is owed, grouped by owner."""
    owed = [item for item in state.items if item.standing is not ItemStanding.HOLDS]
    title = f"{state.name} {state.version} ({state.lifecycle})"
    if not state.items:
        return f"{title}: not done, the definition of done is empty"
    verdict = "done" if state.holds else f"not done, {len(owed)} of {len(state.items)} items owed"
    lines = [f"{title}: {verdict}", ""]
    wide = max(len(item.id) for item in state.items)
    for item in state.items:
        lines += _item(item, wide, width)
    if owed:
        lines += ["", "owners:"]
        for who in dict.fromkeys(item.who or "contract author" for item in owed):
            for item in owed:
                if (item.who or "contract author") == who:
                    lines += _wrapped(f"  {who}: {item.id} - {item.next}", "      ", width)
    return "\n".join(lines)


def _item(item: ItemState, wide: int, width: int) -> list[str]:
    age = f", {item.age_days} days old" if item.age_days is not None else ""
    detail = item.detail
    if item.standing is ItemStanding.NOT_CHECKED:
        detail = f"declared, not checked: {detail}"
    head = f"  {_MARKS[item.standing]:<11}  {item.id:<{wide}}  "
    return _wrapped(f"{head}{detail}{age}", " " * min(len(head), 30), width)


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
