"""Where the gateway's jar and ONNX Runtime's native library are."""

from __future__ import annotations

import importlib.util
import sys
from importlib import metadata, resources
from pathlib import Path

from handover.errors import EnvironmentMissing, Fault, Move

JAR = "handover-gateway.jar"

# The jar's Java classes load the native library of their own version only (its symbols are
# versioned); as in jvm-bridge/project/Versions.scala.
ONNXRUNTIME_VERSION = "1.29.0"

_NATIVE = {"win32": "onnxruntime.dll", "darwin": "libonnxruntime.*.dylib"}


def gateway_jar() -> Path:
    """Return the jar that the package carries.

    Raises
    ------
    EnvironmentMissing
        HJ103 in a checkout whose jars were not built; a wheel always has it.
    """
    jar = Path(str(resources.files("handover.jvm").joinpath("jars", JAR)))
    if jar.is_file():
        return jar
    raise EnvironmentMissing(
        Fault(
            "HJ103",
            "the gateway jar is not there",
            Move.ENVIRONMENT,
            where=str(jar),
            next="In a checkout, run: make jars. An installed wheel carries it: install it again.",
        )
    )


def onnxruntime_library() -> Path | None:
    """Return the native library of the Python package onnxruntime, without importing it (ADR 0005).

    None when the package is not installed, or in another version than the jar's classes load: the
    JVM then needs the Maven jar on its classpath, and settles who is wrong with the evaluator.
    """
    spec = importlib.util.find_spec("onnxruntime")
    if spec is None or spec.origin is None:
        return None
    try:
        if metadata.version("onnxruntime") != ONNXRUNTIME_VERSION:
            return None
    except metadata.PackageNotFoundError:
        return None
    folder = Path(spec.origin).parent / "capi"
    # The plain library, not its providers: libonnxruntime.so.1.29.0, onnxruntime.dll.
    pattern = _NATIVE.get(sys.platform, "libonnxruntime.so.*")
    return next(iter(sorted(folder.glob(pattern))), None)
