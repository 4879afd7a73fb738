"""The JVM artifacts that a service's own build finds in the local Ivy repository.

In: the sources of the published modules. Out: the sbt commands that publish them, and whether what
lies in the repository was made from the sources as they are now: the jar of each module carries
their digest, so that a checkout beside this one that published its own is noticed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from build_tools import sbt, sources
from build_tools.jars import embedded_digest

MODULES = ("core", "evaluator", "onnxruntime", "testkit")


def digest() -> str:
    """Return the digest of the sources as they are now."""
    return sources.digest(sbt.BUILD, MODULES)


def commands() -> list[str]:
    """Return what sbt is told to publish for the first of the two Scala versions."""
    publish = [f"{module}/publishLocal" for module in MODULES]
    return [f"-Dhandover.digest.published={digest()}", *publish]


def is_current(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the artifacts in the local repository are made from the present sources."""
    now = digest()
    organisation = Path(environment.get("HOME") or Path.home()) / ".ivy2/local/io.handover"
    return all(
        any(
            embedded_digest(jar) == now
            for jar in (organisation / f"handover-{module}_2.13").glob("*/jars/*.jar")
        )
        for module in MODULES
    )
