"""A test vector: one row, why it is there, and what three truths say about it.

Light on purpose (no numpy): readers of a bundle use it without the export extra.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from handover.values import Row, plain_json

Cause = Literal["rounding", "converter", "runtime", "backend", "features"]
Stage = Literal["features", "model"]

STAGES: tuple[Stage, ...] = ("features", "model")
"""In the order in which a request goes through them, and in which they are played."""


@dataclass(frozen=True)
class Expected:
    """What each truth answers, by output name: estimator on the source row, on the wire row, ONNX.

    ``onnx`` is ONNX Runtime with one thread at batch 1. The other two are both None where a file
    was handed over and no estimator.
    """

    source: Row | None
    wire: Row | None
    onnx: Row


@dataclass(frozen=True)
class Features:
    """What the data scientist's feature function makes of a raw row: the model's inputs by name."""

    row: Row


@dataclass(frozen=True)
class Rejection:
    """The outcome of a row that the input rules refuse: the first broken rule and its column.

    Of a raw row ``column`` is a place, such as ``events[2].kind``.
    """

    code: str
    column: str


@dataclass(frozen=True)
class Deviation:
    """Where ONNX differs from the wire truth: who caused it, and which acceptance covers it."""

    cause: Cause
    accepted: str


@dataclass(frozen=True)
class TestVector:
    """One line of ``vectors/<flag>.jsonl``; see docs/bundle-format.md.

    ``input`` is the wire row, every column present unless absence is the point. ``source`` holds
    only the columns whose unrounded value differs. ``margin`` is the reference margin of each
    label output. ``ties`` lists, per ids output, ids that tie with its last place. At stage
    ``features`` the input is a raw row, which may nest, and a `Features` is expected.
    """

    __test__ = False  # the name starts with Test; pytest must not collect it

    id: str
    flag: str
    why: str
    input: dict[str, object]
    expected: Expected | Features | Rejection
    stage: Stage = "model"
    source: Row = field(default_factory=dict)
    margin: dict[str, float] = field(default_factory=dict)
    ties: dict[str, list[int]] = field(default_factory=dict)
    deviation: Deviation | None = None


def vector_id(flag: str, why: str, spelled_input: dict[str, object]) -> str:
    """Return an id that depends on content alone: the same row for the same reason, the same id."""
    content = plain_json({"flag": flag, "why": why, "input": spelled_input})
    return f"{flag}-{hashlib.sha256(content).hexdigest()[:8]}"
