"""Strict JSON in, canonical JSON out.

In: bytes from a bundle, bounded in depth, values and number length before they are interpreted.
Out: Python values whose floats are still text (`Number`), so that a declared type reads them.
"""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from handover.faults import BundleInvalid, Fault, Owner

MAX_DEPTH = 100
MAX_NUMBER = 400
MAX_VALUES = 2_000_000

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"(\s*:)?|[\[\]{}]|[^\s\[\]{},:"]+', re.DOTALL)


class Number(str):
    """The text of a JSON number with a fraction or an exponent, not yet read with any type."""

    __slots__ = ()


def parse_json(data: bytes, *, where: str) -> object:
    """Read one JSON document.

    Returns dicts, lists, strings, ints, bools, None, and `Number` for every number that is not
    written as an integer.

    Raises
    ------
    BundleInvalid
        HB301 syntax or trailing tokens, HB302 duplicate key, HB303 NaN or Infinity literal,
        HB304 nesting deeper than 100, HB305 lone surrogate, HB306 number longer than 400
        characters, HB307 not UTF-8 (a byte order mark is not JSON, RFC 8259 section 8.1), HB105
        more than 2,000,000 values inside the document.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as broken:
        _refuse("HB307", f"not UTF-8 at byte {broken.start}", where)
    _check_size(data, where)

    def integer(digits: str) -> object:
        _check_length(digits, where)
        return Number(digits) if digits == "-0" else int(digits)

    def fraction(digits: str) -> Number:
        _check_length(digits, where)
        return Number(digits)

    def literal(name: str) -> NoReturn:
        _refuse("HB303", f"{name} is not JSON; write it as a string", where)

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in items:
            if key in found:
                _refuse("HB302", f"key {key!r} appears twice", where)
            found[key] = value
        return found

    decoder = json.JSONDecoder(
        object_pairs_hook=pairs, parse_int=integer, parse_float=fraction, parse_constant=literal
    )
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as broken:
        place = f"{where}:{broken.lineno}:{broken.colno}"
        _refuse("HB301", f"not JSON: {broken.msg}", place)
    if "\\u" in text or "\\U" in text:
        _check_surrogates(value, where)
    return value


def _check_size(data: bytes, where: str) -> None:
    """Refuse by depth and number of values before anything is built.

    Three bytes of text can become a hundred of memory: the size of the text is no bound alone.
    """
    opened = data.count(b"[") + data.count(b"{")
    # No document nests deeper than it opens, nor holds more values than commas and openings.
    if opened <= MAX_DEPTH and opened + data.count(b",") <= MAX_VALUES:
        return
    depth = 0
    values = -1  # the document itself is not counted
    for token in _TOKEN.finditer(data):
        first = token.group()[:1]
        if first in (b"]", b"}"):
            depth -= 1
            continue
        if first in (b"[", b"{"):
            depth += 1
            if depth > MAX_DEPTH:
                _refuse("HB304", f"nested deeper than {MAX_DEPTH} levels", where)
        values += token.group(1) is None
        if values > MAX_VALUES:
            _refuse("HB105", f"more than {MAX_VALUES} values", where)


def _check_length(digits: str, where: str) -> None:
    if len(digits) > MAX_NUMBER:
        _refuse("HB306", f"a number of {len(digits)} characters", where)


def _check_surrogates(value: object, where: str) -> None:
    """Walk the document; recursion is bounded by MAX_DEPTH."""
    if isinstance(value, str):
        if _LONE_SURROGATE.search(value):
            _refuse("HB305", "a string holds a lone surrogate", where)
    elif isinstance(value, list):
        for item in value:
            _check_surrogates(item, where)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_surrogates(key, where)
            _check_surrogates(item, where)


def _refuse(code: str, message: str, where: str) -> NoReturn:
    raise BundleInvalid(
        Fault(
            code=code,
            message=message,
            owner=Owner.DATA_SCIENTIST,
            where=where,
            next="Export the bundle again; never edit it by hand.",
        )
    )


def canonical_json(value: object) -> bytes:
    """Write sorted keys, no spaces, UTF-8 unescaped, one newline at the end.

    `Number` keeps its text. NaN and infinities must already be strings.
    """
    return (_write(value) + "\n").encode("utf-8")


def plain_json(value: object) -> bytes:
    """Write as `canonical_json` does what holds no `Number`, several times as fast."""
    return (_PLAIN.encode(value) + "\n").encode("utf-8")


def _write(value: object) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        items = (f"{_text(key)}:{_write(value[key])}" for key in sorted(value))
        return "{" + ",".join(items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_write, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        raise AssertionError(f"a non-finite float must be spelled as a string: value={value!r}")
    return _text(value)


def _text(value: object) -> str:
    return _ENCODER.encode(value)


# One for all: a bundle has millions of texts and numbers.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_PLAIN = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
