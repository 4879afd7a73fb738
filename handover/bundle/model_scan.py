"""Strict scan of model.onnx before any runtime reads it, without the onnx package.

In: the bytes. Out: metadata, input and output names. Refused: tensors that point at another file
(older ONNX Runtimes follow such a path anywhere on the disk), and what is not an ONNX model.
A walk over the protobuf wire format: every byte is passed at most once per level of nesting, the
nesting is bounded, and nothing is allocated but the strings that are returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handover.bundle.faults import bundle_fault
from handover.faults import BundleInvalid

CONTRACT_KEY = "handover.contract.sha256"

# Thirty subgraphs inside each other are three messages each; no converter nests five.
_MAX_DEPTH = 100
_MAX_METADATA = 10_000

# Message types of onnx.proto and the fields that can lead to a tensor: field -> message type.
_CHILDREN: dict[str, dict[int, str]] = {
    "Model": {7: "Graph", 14: "Metadata", 20: "Training", 25: "Function"},
    "Training": {1: "Graph", 2: "Graph"},
    "Function": {7: "Node", 11: "Attribute"},
    "Graph": {1: "Node", 5: "Tensor", 15: "Sparse"},
    "Node": {5: "Attribute"},
    "Attribute": {5: "Tensor", 6: "Graph", 10: "Tensor", 11: "Graph", 22: "Sparse", 23: "Sparse"},
    "Sparse": {1: "Tensor", 2: "Tensor"},
    "Tensor": {},
    "Metadata": {},
}
# Tree ensembles hold hundreds of thousands of unpacked floats and ints as single fields of an
# attribute: runs of them are passed by these two expressions instead of one by one.
_FLOATS = re.compile(rb"(?:\x3d[\s\S]{4})+")
_INTS = re.compile(rb"(?:\x40[\x80-\xff]{0,9}[\x00-\x7f])+")


@dataclass
class ModelFacts:
    """What the walk found: ``metadata_props``, and the names of the graph's inputs and outputs."""

    metadata: dict[str, str] = field(default_factory=dict)
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)


class _Broken(Exception):
    """The bytes are not what the wire format allows."""


def scan_model(data: bytes | memoryview, *, where: str = "model.onnx") -> ModelFacts:
    """Return what the model says of itself.

    Raises
    ------
    BundleInvalid
        HB404 for any reference to external data, HB405 for bytes that are not a model with a graph
        and outputs.
    """
    view = bytes(data)
    facts = ModelFacts()
    external: list[str] = []
    try:
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
    seen = {1: 0, 7: 0, 8: 0}  # ir_version, graph, opset_import
    stack = [("Model", 0, len(data), 0)]
    while stack:
        kind, start, end, depth = stack.pop()
        if depth > _MAX_DEPTH:
            raise _Broken(f"nested deeper than {_MAX_DEPTH} messages")
        children = _CHILDREN[kind]
        name, is_external, pair = "", False, ["", ""]
        for number, wire, low, high in _fields(data, start, end, attribute=kind == "Attribute"):
            if kind == "Model" and number in seen:
                seen[number] += wire == (0 if number == 1 else 2)
            if wire == 2 and number in children:
                stack.append((children[number], low, high, depth + 1))
            elif kind == "Tensor":
                if number == 8 and wire == 2:
                    name = _text(data[low : min(high, low + 80)])
                # 13 external_data; 14 data_location, where 1 is EXTERNAL
                is_external |= number == 13 or (number == 14 and low != 0)
            elif kind == "Metadata" and wire == 2 and number in (1, 2):
                pair[number - 1] = _text(data[low:high])
            elif kind == "Graph" and depth == 1 and wire == 2 and number in (11, 12):
                target = facts.inputs if number == 11 else facts.outputs
                target.append(_value_name(data, low, high))
        if is_external:
            external.append(name)
        if kind == "Metadata":
            if pair[0] in facts.metadata:
                raise _Broken(f"metadata key {pair[0]!r} appears twice")
            if len(facts.metadata) >= _MAX_METADATA:
                raise _Broken("too many metadata entries")
            facts.metadata[pair[0]] = pair[1]
    if seen[7] != 1:
        # Protobuf merges a repeated graph into the first; no exporter writes one.
        raise _Broken("no graph" if seen[7] == 0 else "more than one graph")
    if not seen[1] or not seen[8]:
        raise _Broken("no IR version" if not seen[1] else "no opset")


def _value_name(data: bytes, start: int, end: int) -> str:
    """Return field 1, the name, of a ValueInfoProto."""
    for number, wire, low, high in _fields(data, start, end, attribute=False):
        if number == 1 and wire == 2:
            return _text(data[low:high])
    return ""


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _Broken("a name is not UTF-8") from None


def _fields(
    data: bytes, start: int, end: int, *, attribute: bool
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (field number, wire type, low, high) of one message.

    Low and high bound the contents of a length-delimited field; for a varint low is its value.
    """
    at = start
    while at < end:
        if attribute:
            run = _FLOATS.match(data, at, end) or _INTS.match(data, at, end)
            if run is not None:
                at = run.end()
                continue
        tag, at = _varint(data, at, end)
        number, wire = tag >> 3, tag & 7
        if number == 0:
            raise _Broken(f"field number 0 at byte {at}")
        if wire == 0:
            value, at = _varint(data, at, end)
            yield number, wire, value, value
            continue
        if wire == 2:
            length, at = _varint(data, at, end)
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
        else:
            raise _Broken(f"wire type {wire} at byte {at}")
        if length > end - at:
            raise _Broken(f"a field reaches beyond its message at byte {at}")
        yield number, wire, at, at + length
        at += length


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= end:
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise _Broken(f"a number is cut off or too long at byte {at}")
