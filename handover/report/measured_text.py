"""Measurements as text: value against threshold and baseline, then the slices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handover.report.paragraph import wrapped


def measured_lines(metrics: Mapping[str, Any] | None, width: int) -> list[str]:
    """Render ``metrics.json``; without measurements that is said, never passed over."""
    entries = metrics.get("metrics", []) if metrics is not None else []
    if not entries:
        return ["metrics   none measured"]
    lines = [f"{'metric':<24} {'value':>10} {'baseline':>10}  standing"]
    for entry in entries:
        baseline = entry.get("baseline") or {}
        lines.append(
            f"{entry['id']:<24} {_number(entry.get('value')):>10} "
            f"{_number(baseline.get('value')):>10}  {entry.get('status', 'not checked')}"
        )
        if entry.get("why"):
            lines += wrapped(str(entry["why"]), width, indent="    ", hang="      ")
        for part in entry.get("slices") or []:
            value = _number(part.get("value"))
            name = f"{part['column']}={part['slice']}"
            lines.append(
                f"  {name:<22} {value:>10} {'':>10}  n={part['n']} {part.get('why') or ''}"
            )
    return lines


def _number(value: object) -> str:
    return "-" if value is None else f"{float(str(value)):.4f}"
