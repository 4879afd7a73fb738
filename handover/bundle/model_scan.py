"""Strict scan of model.onnx before any runtime reads it, without the onnx package.

In: the bytes. Out: metadata, input and output names. Refused: tensors that point at another file
(HB404), and bytes that another parser could read differently (HB405). Every field must be one of
onnx.proto, in its wire form, under a tag of the shortest form, and once where it is not repeated.
What is accepted therefore holds nothing that a runtime reads and this walk does not: writing the
message anew would drop no byte of it (docs/adr/0013-nothing-unread.md).
The walk passes every byte at most once per level of nesting, bounds the nesting, and allocates
nothing but the strings that it returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handover.bundle.faults import bundle_fault
from handover.bundle.onnx_fields import FIELDS
from handover.faults import BundleInvalid

CONTRACT_KEY = "handover.contract.sha256"

# Thirty subgraphs inside each other are three messages each; no converter nests five.
_MAX_DEPTH = 100
_MAX_METADATA = 10_000

# ONNX Runtime takes a file with these bytes at 4..8 for a flatbuffer of its own format.
_FLATBUFFER = b"ORTM"
# Protobuf keeps tags in 32 bits and lengths in 31; what is longer means another field to it.
_MAX_TAG_BYTES = 5
_MAX_LENGTH = 2**31 - 1
# A varint of at most 64 bits: the tenth byte holds the last of them.
_VARINT = rb"(?:[\x80-\xff]{0,8}[\x00-\x7f]|[\x80-\xff]{9}[\x00\x01])"
_VARINTS = re.compile(_VARINT + rb"*")
# Tree ensembles hold hundreds of thousands of unpacked floats, ints and modes as single fields of
# an attribute: runs of them are passed by these expressions instead of one by one.
_FLOATS = re.compile(rb"(?:\x3d[\s\S]{4})+")
# Numbers of ten bytes, which are negative ones, are left to the plain way: two ways to go on at
# each number cost the expression half its speed.
_INTS = re.compile(rb"(?:\x40[\x80-\xff]{0,8}[\x00-\x7f])+")
_MODES = re.compile(
    b"(?:\x4a(?:%s))+"
    % b"|".join(
        bytes([len(mode)]) + mode
        for mode in (
            *(b"LEAF", b"BRANCH_LEQ", b"BRANCH_LT", b"BRANCH_GTE", b"BRANCH_GT"),
            *(b"BRANCH_EQ", b"BRANCH_NEQ", b"BRANCH_MEMBER"),
        )
    )
)

_WIRE = {"varint": 0, "fixed64": 1, "text": 2, "bytes": 2, "fixed32": 5}
_WIDTH = {"fixed32": 4, "fixed64": 8}


@dataclass
class ModelFacts:
    """Facts of the walk: ``metadata_props``, and the names of the graph's inputs and outputs."""

    metadata: dict[str, str] = field(default_factory=dict)
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)


class _Broken(Exception):
    """The bytes are not what the wire format or onnx.proto allows."""


def scan_model(data: bytes | memoryview, *, where: str = "model.onnx") -> ModelFacts:
    """Return what the model says of itself.

    Raises
    ------
    BundleInvalid
        HB404 for any reference to external data, HB405 for bytes that are not a model with a graph
        and outputs, or that two parsers could read differently.
    """
    view = bytes(data)
    facts = ModelFacts()
    external: list[str] = []
    try:
        if view[4:8] == _FLATBUFFER:
            raise _Broken("it is marked as a model in ONNX Runtime's own format (ORTM)")
        _walk(view, facts, external)
    except _Broken as broken:
        raise BundleInvalid(
            bundle_fault("HB405", f"not readable as ONNX: {broken}", where=where)
        ) from None
    if external:
        raise BundleInvalid(
            bundle_fault(
                "HB404",
                "the model refers to weights outside the bundle",
                where=where,
                found=f"external tensors={len(external)}, first={external[0] or 'unnamed'}",
                next_step="Save the model with its weights inside.",
            )
        )
    if not facts.outputs:
        raise BundleInvalid(bundle_fault("HB405", "the model has no outputs", where=where))
    return facts


def _walk(data: bytes, facts: ModelFacts, external: list[str]) -> None:
    top: set[int] = set()
    stack = [("ModelProto", 0, len(data), 0)]
    while stack:
        kind, start, end, depth = stack.pop()
        if depth > _MAX_DEPTH:
            raise _Broken(f"nested deeper than {_MAX_DEPTH} messages")
        name, is_external, pair = "", False, ["", ""]
        for number, holds, low, high in _fields(data, kind, start, end):
            if kind == "ModelProto":
                top.add(number)
            if holds in FIELDS:
                stack.append((holds, low, high, depth + 1))
            if kind == "TensorProto":
                if number == 8:
                    name = _text(data[low : min(high, low + 80)])
                # 13 external_data; 14 data_location, where 1 is EXTERNAL
                is_external |= number == 13 or (number == 14 and low != 0)
            elif kind == "StringStringEntryProto":
                pair[number - 1] = _text(data[low:high])
            elif kind == "GraphProto" and depth == 1 and number in (11, 12):
                target = facts.inputs if number == 11 else facts.outputs
                target.append(_value_name(data, low, high))
        if is_external:
            external.append(name)
        if kind == "StringStringEntryProto" and depth == 1:
            _remember(facts.metadata, *pair)
    for number, what in ((7, "graph"), (1, "IR version"), (8, "opset")):
        if number not in top:
            raise _Broken(f"no {what}")


def _remember(metadata: dict[str, str], key: str, value: str) -> None:
    if key in metadata:
        raise _Broken(f"metadata key {key!r} appears twice")
    if len(metadata) >= _MAX_METADATA:
        raise _Broken("too many metadata entries")
    metadata[key] = value


def _value_name(data: bytes, start: int, end: int) -> str:
    """Return field 1, the name, of a ValueInfoProto."""
    for number, _, low, high in _fields(data, "ValueInfoProto", start, end):
        if number == 1:
            return _text(data[low:high])
    return ""


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _Broken("a name is not UTF-8") from None


def _fields(data: bytes, message: str, start: int, end: int) -> Iterator[tuple[int, str, int, int]]:
    """Yield (field number, kind, low, high) of one message.

    Low and high bound the contents of a length-delimited field; for a varint low is its value.
    """
    known = FIELDS[message]
    seen: set[int] = set()
    at = start
    while at < end:
        if message == "AttributeProto":
            run = (
                _FLOATS.match(data, at, end)
                or _INTS.match(data, at, end)
                or _MODES.match(data, at, end)
            )
            if run is not None:
                at = run.end()
                continue
        begin = at
        tag, at = _varint(data, at, end)
        if at - begin > _MAX_TAG_BYTES or (at - begin > 1 and data[at - 1] == 0) or tag >> 32:
            raise _Broken(f"a field's tag is not written in its shortest form at byte {begin}")
        number, wire = tag >> 3, tag & 7
        holds = known.get(number)
        if holds is None:
            raise _Broken(f"field {number} of {message} is unknown at byte {begin}")
        kind = holds.removesuffix("*")
        if kind == holds:
            if number in seen:
                raise _Broken(f"field {number} of {message} appears twice at byte {begin}")
            seen.add(number)
        wanted = _WIRE.get(kind, 2)
        packed = kind != holds and wire == 2 and wanted != 2
        if wire != wanted and not packed:
            raise _Broken(f"field {number} of {message} has wire type {wire} at byte {begin}")
        if wire == 0:
            value, at = _varint(data, at, end)
            yield number, kind, value, value
            continue
        if wire == 2:
            length, at = _varint(data, at, end)
            if length > _MAX_LENGTH:
                raise _Broken(f"a length of {length} bytes at byte {begin}")
        else:
            length = _WIDTH[kind]
        if length > end - at:
            raise _Broken(f"a field reaches beyond its message at byte {at}")
        if packed:
            _check_packed(data, kind, at, at + length)
        yield number, kind, at, at + length
        at += length


def _check_packed(data: bytes, kind: str, low: int, high: int) -> None:
    if kind == "varint":
        run = _VARINTS.match(data, low, high)
        whole = run is not None and run.end() == high
    else:
        whole = (high - low) % _WIDTH[kind] == 0
    if not whole:
        raise _Broken(f"a packed list is cut off or holds too long a number at byte {low}")


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= end:
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if value >> 64:
                break
            return value, at
    raise _Broken(f"a number is cut off or too long at byte {at}")
