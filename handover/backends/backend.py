"""Protocols of a Python backend: it answers rows, and describes itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from handover.values import Row
from handover.values.raw_field import RawRow


@dataclass(frozen=True)
class BackendInfo:
    """What a backend says of itself.

    ``runtime`` names a model runtime and its version, such as ``"onnxruntime 1.29.0"``;
    ``runs_model_file`` says that the bundle's ``model.onnx`` itself is run;
    ``enforces_input_rules`` that bad rows are refused by the backend, not around it.
    ``rows_per_call`` is 1 but for backends whose calls are too costly to be made per row.
    """

    name: str
    version: str
    runtime: str | None = None
    runs_model_file: bool = False
    enforces_input_rules: bool = False
    rows_per_call: int = 1


class RejectedInput(Exception):
    """Raised by a backend that enforces the input rules, for a row that breaks one."""

    def __init__(self, code: str, column: str, message: str = "") -> None:
        super().__init__(message or f"{code} {column}")
        self.code = code
        self.column = column


class Implementation(Protocol):
    """Something that answers for one side; any exception is an answer too, reported per vector."""

    @property
    def info(self) -> BackendInfo:
        """Return what it is."""

    def close(self) -> None:
        """Release what it holds; called once."""


@runtime_checkable
class FeatureStep(Implementation, Protocol):
    """Makes the model's inputs of raw rows."""

    def features(self, rows: Sequence[RawRow]) -> list[Row]:
        """Return the features of every raw row by name, in the order of the rows."""


@runtime_checkable
class Backend(Implementation, Protocol):
    """Answers rows."""

    def score(self, rows: Sequence[Row]) -> list[Row]:
        """Answer every row with its outputs by name, in the order of the rows."""
