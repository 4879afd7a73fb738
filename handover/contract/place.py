"""Paths in a contract: keys and indices, written ``$.inputs[0].properties[2].name``."""

from __future__ import annotations

import json
import re

Path = tuple[str | int, ...]

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_STEP = re.compile(
    r'\.(?P<key>[A-Za-z_][A-Za-z0-9_-]*)|\[(?P<index>\d+)\]|\[(?P<text>"(?:\\.|[^"\\])*")\]'
)


def render_path(path: Path) -> str:
    """Spell a path; keys that are no plain words are quoted as JSON strings.

    >>> render_path(("inputs", 0, "properties", 2, "odd name"))
    '$.inputs[0].properties[2]["odd name"]'
    """
    steps = []
    for step in path:
        if isinstance(step, int):
            steps.append(f"[{step}]")
        elif _PLAIN_KEY.fullmatch(step):
            steps.append(f".{step}")
        else:
            steps.append(f"[{json.dumps(step, ensure_ascii=False)}]")
    return "$" + "".join(steps)


def plain_place(path: Path) -> str:
    """Spell a path as vectors and reports name places in a raw row: nothing quoted.

    >>> plain_place(("events", 2, "kind"))
    'events[2].kind'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def parse_path(text: str) -> Path:
    """Read what `render_path` spells; the leading ``$.`` may be left out.

    >>> parse_path("inputs[0].name")
    ('inputs', 0, 'name')

    Raises
    ------
    ValueError
        The text is no path.
    """
    rest = text[1:] if text.startswith("$") else f".{text}"
    path: list[str | int] = []
    at = 0
    while at < len(rest):
        step = _STEP.match(rest, at)
        if step is None:
            raise ValueError(f"expected a path such as $.inputs[0].name but got text={text!r}")
        if step["key"] is not None:
            path.append(step["key"])
        elif step["index"] is not None:
            path.append(int(step["index"]))
        else:
            path.append(json.loads(step["text"]))
        at = step.end()
    return tuple(path)
