"""As much of JSON Schema as the verdict's schema uses; an unknown keyword is an error."""

import re

_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
_WORDS = {"$schema", "$id", "$defs", "title", "description"}


def violations(value, schema, root=None, path="$"):
    """Return every place where the value breaks the schema."""
    root = root or schema
    return [
        f"{path}: {found}" if not found.startswith("$") else found
        for keyword, rule in schema.items()
        if keyword not in _WORDS
        for found in _KEYWORDS[keyword](value, rule, root, path)
    ]


def _is(value, name):
    if isinstance(value, bool) and name in ("integer", "number"):
        return False
    return isinstance(value, _TYPES[name])


def _type(value, rule, root, path):
    names = rule if isinstance(rule, list) else [rule]
    return [] if any(_is(value, name) for name in names) else [f"is no {' or '.join(names)}"]


def _properties(value, rule, root, path):
    if not isinstance(value, dict):
        return []
    return [
        found
        for name, schema in rule.items()
        if name in value
        for found in violations(value[name], schema, root, f"{path}.{name}")
    ]


def _items(value, rule, root, path):
    if not isinstance(value, list):
        return []
    return [
        found
        for place, item in enumerate(value)
        for found in violations(item, rule, root, f"{path}[{place}]")
    ]


def _ref(value, rule, root, path):
    target = root
    for key in rule.removeprefix("#/").split("/"):
        target = target[key]
    return violations(value, target, root, path)


def _all(value, rule, root, path):
    return [found for schema in rule for found in violations(value, schema, root, path)]


def _any(value, rule, root, path):
    fits = any(not violations(value, schema, root, path) for schema in rule)
    return [] if fits else ["fits none of the alternatives"]


_KEYWORDS = {
    "type": _type,
    "properties": _properties,
    "items": _items,
    "$ref": _ref,
    "allOf": _all,
    "anyOf": _any,
    "required": lambda value, rule, *_: [
        f"lacks {name}" for name in rule if isinstance(value, dict) and name not in value
    ],
    "enum": lambda value, rule, *_: [] if value in rule else [f"{value!r} is none of {rule}"],
    "const": lambda value, rule, *_: [] if value == rule else [f"{value!r} is not {rule!r}"],
    "minimum": lambda value, rule, *_: [
        f"{value} < {rule}" for _ in [0] if isinstance(value, int | float) and value < rule
    ],
    "maxItems": lambda value, rule, *_: [
        f"{len(value)} items" for _ in [0] if isinstance(value, list) and len(value) > rule
    ],
    "pattern": lambda value, rule, *_: [
        f"{value!r} is not {rule}"
        for _ in [0]
        if isinstance(value, str) and not re.search(rule, value)
    ],
}
