"""YAML text to `Document`, one pass over the event stream, with every cap checked on the way.

Built from events rather than from ``compose()``: composing is recursive in C, so that ten
thousand opening brackets would end the process before a depth could be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from handover.contract.observation import Mark, Observation, Unreadable
from handover.contract.place import Path
from handover.contract.reading.document import Document
from handover.contract.reading.scalars import NotANumber, is_doubtful, resolve

MAX_DEPTH = 40
# Counted after aliases are followed: nine levels of nine aliases would be 3.9e8 values.
MAX_NODES = 50_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class _Scalar:
    text: str
    plain: bool
    mark: Mark


@dataclass(frozen=True, eq=False)
class _Sequence:
    items: list[_Node]
    mark: Mark


@dataclass(frozen=True, eq=False)
class _Mapping:
    pairs: list[tuple[_Node, _Node]]
    mark: Mark


_Node = _Scalar | _Sequence | _Mapping


def parse(text: str, *, name: str, loader: Any = _LOADER) -> Document:
    """Read one YAML document.

    Parameters
    ----------
    text
        The whole file.
    name
        How the user calls the file.
    loader
        The PyYAML loader whose event stream is read; the C one where it is built.

    Raises
    ------
    Unreadable
        HC112 deeper than 40 levels or more than 50,000 values, HC113 not YAML, HC114 a tag, a merge
        key or an alias to what holds it, HC115 not exactly one mapping.
    """
    try:
        root = _Tree(_events(text, loader)).root()
    except _BeyondLibyaml:
        # The pure loader has no limit of its own and reaches ours, with its place.
        root = _Tree(_events(text, yaml.SafeLoader)).root()
    if not isinstance(root, _Mapping):
        _refuse("HC115", "a contract is one mapping of keys to values", root.mark)
    return _Walk(name, text).document(root)


class _BeyondLibyaml(Exception):
    """libyaml stopped at a depth of its own before the events told ours."""


# libyaml of PyYAML 6.0.4 scans ahead, to 1,000 levels, for what may be a key.
_NESTED = "exceeded maximum nesting depth"


def _events(text: str, loader: Any) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as broken:
        if broken.problem == _NESTED:
            raise _BeyondLibyaml from None
        at = broken.problem_mark or broken.context_mark
        mark = _mark(at) if at is not None else Mark(1, 1)
        context = f" {broken.context}" if broken.context else ""
        _refuse("HC113", f"not YAML:{context} {broken.problem or ''}".rstrip(), mark)
    except yaml.YAMLError as broken:
        # A ReaderError knows only an offset: into the text, or into UTF-8 with the C loader.
        reason = getattr(broken, "reason", None) or "unreadable"
        _refuse("HC113", f"not YAML: {reason}", _first_unprintable(text))


def _first_unprintable(text: str) -> Mark:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return Mark(1, 1)
    at = found.start()
    return Mark(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _refuse(rule: str, message: str, mark: Mark, expected: str | None = None) -> NoReturn:
    raise Unreadable(Observation(rule, (), message, expected=expected, mark=mark)) from None


class _Tree:
    """Builds nodes from events with an explicit stack."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, _Node] = {}
        self._open: list[_Sequence | _Mapping] = []
        self._keys: list[_Node | None] = []
        self._root: _Node | None = None

    def root(self) -> _Node:
        documents = 0
        for event in self._events:
            mark = _mark(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    _refuse("HC115", "a second document starts here", mark)
            elif isinstance(event, yaml.AliasEvent):
                self._add(self._alias(event.anchor, mark))
            elif isinstance(event, yaml.NodeEvent):
                self._start(event, mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
                self._keys.pop()
        if self._root is None:
            _refuse("HC115", "the file is empty", Mark(1, 1))
        return self._root

    def _start(self, event: Any, mark: Mark) -> None:
        if event.tag is not None:
            _refuse("HC114", f"the tag {event.tag} is not allowed", mark)
        node: _Node
        if isinstance(event, yaml.ScalarEvent):
            node = _Scalar(event.value, event.implicit[0], mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = _Sequence([], mark)
        else:
            node = _Mapping([], mark)
        self._add(node)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        if not isinstance(node, _Scalar):
            if len(self._open) >= MAX_DEPTH:
                _refuse("HC112", "nested too deeply", mark, f"at most {MAX_DEPTH} levels")
            self._open.append(node)
            self._keys.append(None)

    def _alias(self, anchor: str | None, mark: Mark) -> _Node:
        node = self._anchors.get(anchor or "")
        if node is None:
            _refuse("HC113", f"not YAML: no anchor &{anchor} before this alias", mark)
        if any(node is parent for parent in self._open):
            _refuse("HC114", f"the alias *{anchor} stands inside its own anchor", mark)
        return node

    def _add(self, node: _Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if isinstance(parent, _Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = node
        else:
            parent.pairs.append((key, node))
            self._keys[-1] = None


class _Walk:
    """Turns nodes into values; recursion is bounded by MAX_DEPTH, work by MAX_NODES."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._marks: dict[Path, Mark] = {}
        self._key_marks: dict[Path, Mark] = {}
        self._noted: list[Observation] = []
        self._nodes = 0

    def document(self, root: _Mapping) -> Document:
        self._marks[()] = root.mark
        value = self._mapping(root, (), 0)
        return Document(
            self._name, self._text, value, self._marks, self._key_marks, tuple(self._noted)
        )

    def _value(self, node: _Node, path: Path, depth: int) -> object:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            _refuse("HC112", "too many values", node.mark, f"at most {MAX_NODES}")
        if depth > MAX_DEPTH:  # aliases can nest deeper than the text does
            _refuse("HC112", "nested too deeply", node.mark, f"at most {MAX_DEPTH} levels")
        self._marks.setdefault(path, node.mark)
        if isinstance(node, _Scalar):
            return self._scalar(node, path)
        if isinstance(node, _Sequence):
            return [
                self._value(item, (*path, index), depth + 1)
                for index, item in enumerate(node.items)
            ]
        return self._mapping(node, path, depth)

    def _scalar(self, node: _Scalar, path: Path) -> object:
        if not node.plain:
            return self._text_value(node)
        if is_doubtful(node.text):
            self._note_doubt(node, path)
        try:
            return resolve(node.text)
        except NotANumber as broken:
            self._noted.append(
                Observation("HC107", path, str(broken), expected="a finite number", mark=node.mark)
            )
            return node.text

    def _text_value(self, node: _Scalar) -> str:
        # Escapes bring in what the file itself may not hold: NUL, and, with the pure-Python
        # scanner, half of a surrogate pair, which no JSON file could carry.
        if "\0" in node.text:
            _refuse("HC111", "holds a NUL character", node.mark)
        if any("\ud800" <= character <= "\udfff" for character in node.text):
            _refuse("HC111", "holds half of a surrogate pair", node.mark)
        return node.text

    def _note_doubt(self, node: _Scalar, path: Path) -> None:
        self._noted.append(
            Observation(
                "HC104",
                path,
                f"other YAML readers do not read {node.text} as this one does",
                found=node.text,
                next=f'Quote it: "{node.text}"; for a truth value write true or false.',
                mark=node.mark,
            )
        )

    def _mapping(self, node: _Mapping, path: Path, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.pairs:
            key = self._key(key_node, path)
            here = (*path, key)
            if key in found:
                self._note_duplicate(key, here, key_node.mark)
                continue
            self._key_marks[here] = key_node.mark
            if not isinstance(value_node, _Scalar):
                self._marks[here] = key_node.mark
            found[key] = self._value(value_node, here, depth + 1)
        return found

    def _note_duplicate(self, key: str, path: Path, mark: Mark) -> None:
        first = self._key_marks[path].line
        self._noted.append(
            Observation(
                "HC102",
                path,
                f"the key {key} stands here and in line {first}",
                found=f"lines={first},{mark.line}",
                mark=mark,
            )
        )

    def _key(self, node: _Node, path: Path) -> str:
        if not isinstance(node, _Scalar):
            _refuse("HC113", "a key must be a plain word", node.mark)
        if node.plain and node.text == "<<":
            _refuse("HC114", "merge keys (<<) are not YAML 1.2", node.mark)
        if node.plain and is_doubtful(node.text):
            self._note_doubt(node, (*path, node.text))
        return self._text_value(node)
