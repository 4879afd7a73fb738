"""From what pydantic refuses to observations a contract's author can act on.

Unknown keys become HC101 with the nearest known key, missing ones HC106, the version HC103, every
other wrong value HC107. Where ``TODO`` stands, only HC105 is said.
"""

from __future__ import annotations

import json
import typing
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from handover.contract.model.block import Block
from handover.contract.model.contract import ModelContract
from handover.contract.observation import Observation
from handover.contract.place import Path, render_path
from handover.contract.reading import Document

_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def observe(broken: ValidationError, document: Document) -> tuple[Observation, ...]:
    """Return one observation an error, in the order of the file."""
    errors = broken.errors(include_url=False)
    found = [_observation(error, document) for error in errors if not _is_echo(error, errors)]
    return tuple(sorted(found, key=lambda seen: seen.mark or document.mark(seen.path)))


def _is_echo(error: Any, errors: list[Any]) -> bool:
    """Pydantic also calls a list too short when an entry of it was refused for its own reason."""
    place = error["loc"]
    return error["type"] == "too_short" and any(
        other["loc"][: len(place)] == place for other in errors if other is not error
    )


def _observation(error: Any, document: Document) -> Observation:
    path: Path = tuple(error["loc"])
    kind: str = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, document)
    if kind == "missing":
        key = str(path[-1])
        below = f"below {render_path(path[:-1])}" if len(path) > 1 else "at the top level"
        return Observation("HC106", path, f"the key {key} is missing {below}")
    expected, advice = _expectation(error)
    return Observation(
        "HC103" if path == ("version",) else "HC107",
        path,
        f"{render_path(path)} has a value that does not fit",
        expected=expected,
        found=_spell(error["input"]),
        next=advice,
    )


def _expectation(error: Any) -> tuple[str, str | None]:
    """Return what was expected and, where a near word exists, the advice to write it."""
    kind: str = error["type"]
    context = error.get("ctx", {})
    if kind == "literal_error":
        words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        near = get_close_matches(str(error["input"]), words, n=1)
        return f"one of {', '.join(words)}", f"Did you mean {near[0]}?" if near else None
    if kind == "too_short":
        return f"at least {context['min_length']} entries", None
    if kind == "too_long":
        return f"at most {context['max_length']} entries", None
    if kind in _EXPECTED:
        return _EXPECTED[kind], None
    return str(error["msg"]).removeprefix("expected "), None


def _unknown_key(path: Path, document: Document) -> Observation:
    key = str(path[-1])
    known = _keys_at(path[:-1])
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        advice = f"Did you mean {near[0]}?"
    else:
        advice = f"Remove it; known keys here: {', '.join(sorted(known))}."
    return Observation(
        "HC101",
        path,
        f"unknown key {key}",
        found=f"key={key}",
        next=advice,
        mark=document.key_marks.get(path),
    )


def _keys_at(path: Path) -> list[str]:
    block = _block_at(path)
    if block is None:
        return []
    return [info.alias or name for name, info in block.model_fields.items()]


def _block_at(path: Path) -> type[Block] | None:
    """Follow a path through the annotations, from the contract down to a block."""
    here: Any = ModelContract
    for step in path:
        block = _block_in(here)
        if isinstance(step, int) or block is None:
            here = _element_of(here)
            continue
        fields = {info.alias or name: info for name, info in block.model_fields.items()}
        if step not in fields:
            return None
        here = fields[step].annotation
    return _block_in(here)


def _element_of(annotation: Any) -> Any:
    """Return what a tuple or a mapping holds: its last block-bearing argument."""
    arguments = [kind for kind in typing.get_args(annotation) if _mentions_block(kind)]
    return arguments[-1] if arguments else None


def _mentions_block(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return True
    return any(_mentions_block(kind) for kind in typing.get_args(annotation))


def _block_in(annotation: Any) -> type[Block] | None:
    """Return the block that an annotation is, looking through unions but not into containers."""
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return annotation
    origin = typing.get_origin(annotation)
    if origin in (tuple, dict) or (isinstance(origin, type) and issubclass(origin, typing.Mapping)):
        return None
    for kind in typing.get_args(annotation):
        found = _block_in(kind)
        if found is not None:
            return found
    return None


def _spell(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Block):
        return type(value).__name__
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."
