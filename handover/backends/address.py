"""Addresses: ``scala``, ``onnxruntime``, ``jvm:CLASS``, ``python:NAME,key=value``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal, NoReturn

from handover.faults import Fault, Owner, UsageError

# The whole table: a new backend is a file and a line here. Options -> needed?
_PYTHON: Mapping[str, Mapping[str, bool]] = {
    "onnxruntime": {},
    "estimator": {"path": True},
    "features": {},
}
# What handover brings on the JVM: its own evaluator, and ONNX Runtime.
_JVM = ("scala", "onnxruntime")
_EXAMPLES = (*_JVM, "jvm:com.example.Model", *(f"python:{name}" for name in _PYTHON))
_CLASS = re.compile(r"[\w$]+(\.[\w$]+)*")


@dataclass(frozen=True)
class Address:
    """Where a backend lives: in a JVM, or in this process under a name with options."""

    text: str
    where: Literal["jvm", "python"]
    name: str
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.text


def parse_address(text: str) -> Address:
    """Read an address.

    >>> parse_address("python:estimator,path=model.joblib").options["path"]
    'model.joblib'

    Raises
    ------
    UsageError
        HU111 an unknown kind or backend, with the nearest known one; HU112 an unknown, repeated or
        missing option; HU113 not the name of a class.
    """
    if text in _JVM:
        return Address(text, "jvm", text)
    kind, colon, rest = text.partition(":")
    if kind == "jvm" and colon:
        if not _CLASS.fullmatch(rest):
            _refuse("HU113", "not the name of a class", text, expected="jvm:com.example.Model")
        return Address(text, "jvm", rest)
    if kind == "python" and colon:
        return _python(text, rest)
    is_class = not colon and "." in text and _CLASS.fullmatch(text)
    nearest = f"jvm:{text}" if is_class else _nearest(text)
    raise _refusal("HU111", "unknown backend", text, expected=nearest)


def _python(text: str, rest: str) -> Address:
    # The path may hold commas of its own: a comma separates only where key= follows.
    name, *pairs = re.split(r",(?=\w+=)", rest)
    if name not in _PYTHON:
        _refuse("HU111", "unknown backend", text, expected=_nearest(text))
    known = _PYTHON[name]
    options: dict[str, str] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        if key not in known or key in options or not value:
            what = "repeated" if key in options else "unknown" if key not in known else "empty"
            takes = ", ".join(f"{each}=…" for each in known) or "no options"
            _refuse("HU112", f"{what} option {key!r}", text, expected=takes)
        options[key] = value
    for key, needed in known.items():
        if needed and key not in options:
            _refuse("HU112", f"option {key!r} is missing", text, expected=f"{rest},{key}=…")
    return Address(text, "python", name, MappingProxyType(options))


def _nearest(text: str) -> str:
    near = get_close_matches(text.partition(",")[0], _EXAMPLES, n=1, cutoff=0.6)
    return near[0] if near else " | ".join(_EXAMPLES)


def _refuse(code: str, message: str, text: str, *, expected: str) -> NoReturn:
    raise _refusal(code, message, text, expected=expected)


def _refusal(code: str, message: str, text: str, *, expected: str) -> UsageError:
    return UsageError(
        Fault(
            code,
            message,
            Owner.BACKEND_OWNER,
            expected=expected,
            found=f"backend={text}",
            next="Name a backend as docs/adding-a-backend.md describes.",
        )
    )
