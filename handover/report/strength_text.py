"""Strength by mutation as text: one line a kind, then what survived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handover.report.paragraph import wrapped

_TITLES = ("killed", "proved", "searched", "tolerated", "survived")
# Widths that leave 80 columns full.
_KIND, _COUNT = 30, 10


def strength_lines(strength: Any, width: int) -> list[str]:
    """Render ``strength`` of a header in a few lines; without it that is said."""
    if strength is None:
        return ["strength  not measured: run handover strength"]
    if not _readable(strength):
        # Readers carry the member without looking into it; nothing is claimed for it then.
        return ["strength  cannot be read: run handover strength"]
    equivalent = strength["equivalent"]
    lines = [f"strength  {headline(strength)}"]
    lines += wrapped(
        f"equivalent: {equivalent['proved']:,} proved, {equivalent['searched']:,} after a search, "
        f"{equivalent['tolerated']:,} within the tolerances",
        width,
        indent="          ",
        hang="          ",
    )
    lines += _survivors(strength, 3, width)
    return lines


def _readable(strength: object) -> bool:
    """Say whether the figures that a few lines need are there."""
    if not isinstance(strength, Mapping) or not isinstance(strength.get("equivalent"), Mapping):
        return False
    named = strength.get("survivors", [])
    if not isinstance(named, list) or not all(_names(entry) for entry in named):
        return False
    counts = [strength.get(name) for name in ("killed", "survived")]
    counts += [strength["equivalent"].get(name) for name in ("proved", "searched", "tolerated")]
    return all(type(count) is int and count >= 0 for count in counts)


def _names(entry: object) -> bool:
    return (
        isinstance(entry, Mapping)
        and {"kind", "where"} <= entry.keys()
        and isinstance(entry.get("row"), Mapping)
    )


def headline(strength: Mapping[str, Any]) -> str:
    """Say in one line how many of the mutants that can be found are found."""
    findable = strength["killed"] + strength["survived"]
    if not findable:
        return "no mutant of this model changes an answer"
    return (
        f"{share(strength['killed'], findable)} % of mutants killed "
        f"({strength['killed']:,} of {findable:,})"
    )


def share(part: int, whole: int) -> str:
    """Spell a percentage; 100 only when nothing is missing.

    >>> share(3, 3), share(99999, 100000), share(0, 4)
    ('100', '99.9', '0.0')
    """
    return "100" if part == whole else f"{int(1000 * part / whole) / 10:.1f}"


def render_strength(
    name: str,
    strength: Mapping[str, Any],
    samples: Sequence[tuple[int, int, int, int]] = (),
    *,
    width: int = 80,
) -> str:
    """Render the whole table of one bundle.

    Parameters
    ----------
    samples
        (rows, how many of them are hold-out vectors, killed, findable) of each sample.
    """
    lines = [f"{name}: {strength['vectors']:,} vectors against mutants of the model", ""]
    lines.append(f"{'mutant':<{_KIND}}" + "".join(f"{title:>{_COUNT}}" for title in _TITLES))
    kinds = strength["kinds"]
    for kind in sorted(kinds):
        counts = "".join(_count(kinds[kind][title]) for title in _TITLES)
        lines += wrapped(kind, _KIND - 1, indent="", hang="  ")
        lines[-1] = f"{lines[-1]:<{_KIND}}{counts}"
    totals = {
        "killed": strength["killed"],
        **strength["equivalent"],
        "survived": strength["survived"],
    }
    lines.append(f"{'all':<{_KIND}}" + "".join(_count(totals[title]) for title in _TITLES))
    lines += ["", headline(strength)]
    lines += wrapped(
        "proved: no row that the contract allows shows the mutant. searched: no row did, of the "
        f"vectors and {strength['searchedRows']:,} rows made for it. tolerated: a number one ulp "
        "off that stays within the contract's tolerances on every vector.",
        width,
        indent="",
    )
    lines += _survivors(strength, 5, width)
    for entry in strength.get("left", []):
        lines += wrapped(f"not mutated: {entry['what']}: {entry['why']}", width, indent="")
    if samples:
        lines += ["", "what ordinary rows alone would have found"]
    for rows, stored, killed, findable in samples:
        made = "hold-out rows" if stored == rows else f"rows, {stored:,} of them hold-out rows"
        lines.append(f"  {share(killed, findable):>5} %  {rows:,} {made}")
    return "\n".join(lines)


def _survivors(strength: Mapping[str, Any], most: int, width: int) -> list[str]:
    named = strength.get("survivors", [])
    lines = []
    for entry in named[:most]:
        row = ", ".join(f"{name}={value}" for name, value in entry["row"].items())
        lines += wrapped(
            f"survived: {entry['kind']}, {entry['where']}; killed by {row}",
            width,
            indent="  ",
            hang="    ",
        )
    if strength["survived"] > len(named[:most]) > 0:
        lines.append(f"  … and {strength['survived'] - len(named[:most]):,} more")
    return lines


def _count(number: int) -> str:
    return f"{number:>{_COUNT},}" if number else f"{'-':>{_COUNT}}"
