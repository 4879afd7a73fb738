"""Scalars as YAML that every reader types alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from handover.contract.reading.scalars import is_doubtful, resolve

_PLAIN = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./@+ -]*[A-Za-z0-9_./@+-])?")
# YAML's non-printable characters (and those that some editors take for line ends) are escaped.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(value: object) -> str:
    """Spell a scalar: plain where no reader could misread it, else in double quotes.

    >>> scalar("no"), scalar("ios"), scalar("a: b"), scalar(0.5), scalar(True)
    ('"no"', 'ios', '"a: b"', '0.5', 'true')
    """
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and isinstance(resolve(value), str) and not is_doubtful(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def flow(fields: Mapping[str, object]) -> str:
    """Spell a mapping in one line; strings that start with a bracket or brace are YAML already."""
    return "{" + ", ".join(f"{key}: {_item(item)}" for key, item in fields.items()) + "}"


class Raw(str):
    """Text that is YAML already."""

    __slots__ = ()


def _item(value: object) -> str:
    return str(value) if isinstance(value, Raw) else scalar(value)


def comment(text: str) -> str:
    """Return the text fit to stand behind ``# `` on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
