"""Counts of differing truths by cause: ``truths`` of the header, when vectors are added.

Light on purpose: a bundle is written anew without the export extra.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def causes_together(
    before: Mapping[str, Mapping[str, Any]], more: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Add what two comparisons of truths counted, by cause; ``worst`` is the first one's."""
    found = {}
    for cause in (*before, *(each for each in more if each not in before)):
        one, other = before.get(cause, {}), more.get(cause, {})
        found[cause] = {**other, **one}
        # `compared` is there where the second opinion was asked about a part of the rows only.
        for key in ("vectors", "compared"):
            if key in found[cause]:
                found[cause][key] = int(one.get(key, 0)) + int(other.get(key, 0))
    return found
