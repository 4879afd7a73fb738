"""The scalars of a contract, each stricter than its Python type.

A contract is signed by people: ``required: "yes"`` or ``minimum: "5"`` is a mistake to report,
never something to convert. Every refusal is a `PydanticCustomError` whose type names it and whose
message says what was expected.
"""

from __future__ import annotations

import datetime
import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

MAX_NAME = 200

# semver.org, the suggested regular expression.
SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
    r"(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _expected(what: str) -> PydanticCustomError:
    return PydanticCustomError("expected", "expected {what}", {"what": what})


def _text(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise _expected("text")
    return value


def is_column_name(text: str) -> bool:
    """True for text that can name a column: printable, not blank, at most 200 characters."""
    return bool(text.strip()) and len(text) <= MAX_NAME and _CONTROL.search(text) is None


def _column_name(value: object) -> object:
    if not isinstance(value, str) or not is_column_name(value):
        raise _expected(f"a name of at most {MAX_NAME} characters without control characters")
    return value


def _slug(value: object) -> object:
    if not isinstance(value, str) or not _SLUG.fullmatch(value) or ".." in value:
        raise _expected("letters, digits, '.', '_' and '-', starting with a letter or digit")
    return value


def _version(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("version", 'expected text, such as "1.20.0"')
    if not SEMVER.fullmatch(value) or len(value) > MAX_NAME:
        raise PydanticCustomError("version", "expected major.minor.patch, such as 1.4.0")
    return value


def _digest(value: object) -> object:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise _expected("a SHA-256 as 64 hexadecimal digits in lower case")
    return value


def _whole(value: object) -> object:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _expected("a whole number")
    return value


def _count(value: object) -> object:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise _expected("a whole number, 0 or more")
    return value


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise _expected("a number")
    return value


def _real(value: object) -> object:
    _number(value)
    try:
        return float(value)  # type: ignore[arg-type]  # _number refused everything else
    except OverflowError:
        raise _expected("a number within float64") from None


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)


def _fraction(value: object) -> object:
    real = _real(value)
    if not 0 <= real <= 1:  # type: ignore[operator]
        raise _expected("a number from 0 to 1")
    return real


def _flag(value: object) -> object:
    if not isinstance(value, bool):
        raise _expected("true or false")
    return value


def _day(value: object) -> object:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise _expected("a day as YYYY-MM-DD")


def _json(value: object) -> object:
    if isinstance(value, dict):
        return {_text(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    return value if value is None else _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, str | bool):
        return value
    return _number(value)


_WORDS = WithJsonSchema({"type": "string", "minLength": 1})
_NAME = WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_NAME})

# The JSON Schema beside each is what an editor can say of it while a person types.
Text = Annotated[str, BeforeValidator(_text), _WORDS]
ColumnName = Annotated[str, BeforeValidator(_column_name), _NAME]
Slug = Annotated[
    str,
    BeforeValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$"}),
]
Version = Annotated[
    str,
    BeforeValidator(_version),
    WithJsonSchema({"type": "string", "pattern": f"^{SEMVER.pattern}$"}),
]
Sha256 = Annotated[
    str,
    BeforeValidator(_digest),
    WithJsonSchema({"type": "string", "pattern": f"^{_DIGEST.pattern}$"}),
]
Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Real = Annotated[float, BeforeValidator(_real)]
Fraction = Annotated[
    float,
    BeforeValidator(_fraction),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
# Integers stay integers: a bound of an i64 column must not pass through a double.
Number = Annotated[Any, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Scalar = Annotated[
    Any, BeforeValidator(_scalar), WithJsonSchema({"type": ["string", "number", "boolean"]})
]
Day = Annotated[
    datetime.date,
    BeforeValidator(_day),
    PlainSerializer(datetime.date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
# What a JSON file can hold.
JsonTree = Annotated[Any, BeforeValidator(_json)]
