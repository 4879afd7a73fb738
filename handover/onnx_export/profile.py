"""Determinism profile of a bundle: producing versions, runtime range, threads."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from handover.version import __version__

NEWER_THAN_KNOWN = "2.0.0"
# Every binary forest is answered wrongly by these two (onnxruntime#28557).
DENIED_RUNTIMES = ("1.26.0", "1.27.0")

# What skl2onnx writes; a file that was made elsewhere may go up to the newest.
ML_OPSET = 3
NEWEST_ML_OPSET = 5

_PRODUCERS = ("scikit-learn", "skl2onnx", "onnx", "onnxruntime", "numpy", "protobuf")


def installed(package: str) -> str | None:
    """Return the version of an installed distribution, None when it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def produced_by() -> dict[str, str]:
    """Return the versions that decide an export's bytes and answers."""
    versions = {"handover": __version__, "python": platform.python_version()}
    for package in _PRODUCERS:
        found = installed(package)
        if found is not None:
            versions[package] = found
    return versions


def produced_by_file(producer: str, version: str) -> dict[str, str]:
    """Return the versions that decide the answers of a file that was made elsewhere."""
    versions = {"handover": __version__, "python": platform.python_version()}
    for package in ("onnx", "onnxruntime", "numpy", "protobuf"):
        found = installed(package)
        if found is not None:
            versions[package] = found
    # Under a key of its own: what made the file need not be installed here.
    versions["model.onnx"] = " ".join(filter(None, (producer, version))) or "not said"
    return versions


def determinism_profile(
    *, opset: int, ml_opset: int, ir_version: int, classes: Mapping[str, str], oldest: str
) -> dict[str, Any]:
    """Return ``manifest.json``'s profile.

    ``classes`` is how near each output can come, ``oldest`` the first runtime that answers rightly.
    """
    return {
        "runtime": "onnxruntime",
        "range": {
            "min": oldest,
            "below": NEWER_THAN_KNOWN,
            "except": list(DENIED_RUNTIMES),
        },
        "producedWith": installed("onnxruntime") or "",
        "threads": 1,
        "batch": [1, "N"],
        "optimization": "all",
        "opset": {"": opset, "ai.onnx.ml": ml_opset},
        "irVersion": ir_version,
        "classes": dict(classes),
    }
