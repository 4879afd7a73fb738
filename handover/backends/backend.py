"""What a Python backend is: something that answers rows, and says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from handover.values import Row


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


class Backend(Protocol):
    """Answers rows. Any exception is an answer too: it is reported per vector."""

    @property
    def info(self) -> BackendInfo:
        """Return what the backend is."""

    def score(self, rows: Sequence[Row]) -> list[Row]:
        """Answer every row with its outputs by name, in the order of the rows."""

    def close(self) -> None:
        """Release what the backend holds; called once."""
