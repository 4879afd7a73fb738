"""Trace of one vector through every node of a bundle's model, from the JVM evaluator."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from handover.jvm import Gateway, openable


@dataclass(frozen=True)
class Explanation:
    """The text for a terminal, and every value as the bytes of a JSON document."""

    text: str
    json: bytes


def explain(
    path: str | os.PathLike[str],
    vector: str,
    *,
    against: str | None = None,
    timeout: float = 60.0,
) -> Explanation:
    """Run one vector on the evaluator and return what every node made of it.

    Parameters
    ----------
    path
        The ``.handover`` file.
    vector
        The id of a vector that a model answers.
    against
        The id of a second vector; the text ends with the first node where the two part.
    timeout
        Seconds the JVM may take.

    Raises
    ------
    BundleInvalid
        The bundle is not whole (HB), or its model is not one that the evaluator runs (HE).
    UsageError
        HV201 the bundle has no such vector; HV202 its row is not of the contract's types.
    EnvironmentMissing
        There is no JVM (HJ1).
    """
    with tempfile.TemporaryDirectory(prefix="handover-explain-") as name:
        folder = Path(name)
        found = folder / "explanation.json"
        request = {
            "bundle": openable(path, folder, os.environ),
            "vector": vector,
            "against": against,
            "output": str(found),
        }
        with Gateway() as gateway:
            answer = gateway.ask("explain", request, seconds=timeout)
        return Explanation(str(answer["text"]), found.read_bytes())
