"""Plain scalars by the YAML 1.2 core schema, and which of them YAML 1.1 readers see differently.

PyYAML, Go's yaml.v2 and most Java readers follow YAML 1.1, where ``country: no`` is False and
``12:30:45`` is 45045 (https://yaml.org/type/). A contract is read by several of them, so what
they would disagree on is refused rather than guessed.
"""

from __future__ import annotations

import re

# YAML 1.2.2, section 10.3.2 "Tag Resolution" (core schema).
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

_YAML11_BOOL = frozenset(
    spelled
    for word in ("yes", "no", "on", "off")  # y and n stand in the 1.1 text, in no reader
    for spelled in (word, word.capitalize(), word.upper())
)
_YAML11_NUMBER = re.compile(
    r"[-+]?0[0-9_]+"  # 0123: octal 83 there, 123 here
    r"|[-+]?0b[01_]+"  # binary there, text here
    r"|0o[0-7]+"  # text there, octal here
    r"|[-+]?0x[0-9a-fA-F]*_[0-9a-fA-F_]*"
    r"|[-+]?[0-9][0-9]*_[0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?"  # 1_000
    r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"  # base 60
    r"|="
)

# As for JSON numbers; int() of a longer text would be slow, then refused by Python itself.
MAX_NUMBER = 400


class NotANumber(ValueError):
    """A scalar that has the form of a number but no finite value."""


def resolve(text: str) -> object:
    """Return the value of a plain scalar: None, bool, int, float or the text itself.

    ``1e-6`` is a float, as YAML 1.2 and JSON say. PyYAML reads text there, but refusing it would
    refuse the usual way to write a tolerance; ``2024-05-01`` stays text for the same reason.

    Raises
    ------
    NotANumber
        An infinity, a NaN, a number that overflows float64, or one longer than 400 characters.
    """
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    first = text[0]
    if first not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> object:
    if _NOT_FINITE.fullmatch(text):
        raise NotANumber(f"{text} is not finite")
    integer = _INTEGER.fullmatch(text)
    if not integer and not _FLOAT.fullmatch(text):
        if _OCTAL.fullmatch(text) and len(text) <= MAX_NUMBER:
            return int(text[2:], 8)
        if _HEXADECIMAL.fullmatch(text) and len(text) <= MAX_NUMBER:
            return int(text[2:], 16)
        return text
    if len(text) > MAX_NUMBER:
        raise NotANumber(f"a number of {len(text)} characters")
    if integer:
        return int(text)
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise NotANumber(f"{text} overflows float64")
    return value


def is_doubtful(text: str) -> bool:
    """True where a YAML 1.1 reader types the plain scalar differently than `resolve`."""
    return text in _YAML11_BOOL or _YAML11_NUMBER.fullmatch(text) is not None
