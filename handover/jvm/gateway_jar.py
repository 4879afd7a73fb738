"""Locations of the gateway's jar and of ONNX Runtime's native library."""

from __future__ import annotations

import importlib.util
import sys
from importlib import metadata, resources
from pathlib import Path

from handover.faults import EnvironmentMissing, Fault, Owner

JAR = "handover-gateway.jar"

# The jar's Java classes load the native library of their own version only (its symbols are
# versioned); as in jvm-bridge/project/Versions.scala.
ONNXRUNTIME_VERSION = "1.29.0"

_IN_WHEEL = {"win32": "onnxruntime.dll", "darwin": "libonnxruntime.*.dylib"}
_IN_MAVEN_JAR = {"win32": "onnxruntime.dll", "darwin": "libonnxruntime.dylib"}


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
            Owner.ENVIRONMENT,
            where=str(jar),
            next="In a checkout, run: make jars. An installed wheel carries it: install it again.",
        )
    )


def onnxruntime_library() -> Path | None:
    """Return ONNX Runtime's native library for the jar's classes, in their version (ADR 0005).

    That of the Python package onnxruntime, which is not imported; where the package is of another
    version, the one that the build of a checkout put beside the jar. None where there is neither:
    the JVM then needs the Maven jar on its classpath, and settles who is wrong with the evaluator.
    """
    if (package := _package()) is not None:
        # The plain library, not its providers: libonnxruntime.so.1.29.0, onnxruntime.dll.
        pattern = _IN_WHEEL.get(sys.platform, "libonnxruntime.so.*")
        return next(iter(sorted((package / "capi").glob(pattern))), None)
    library = checkout_library()
    return library if library.is_file() else None


def checkout_library() -> Path:
    """Return where a checkout whose Python package does not fit has the Maven jar's library."""
    name = _IN_MAVEN_JAR.get(sys.platform, "libonnxruntime.so")
    jars = resources.files("handover.jvm").joinpath("jars")
    return Path(str(jars.joinpath(f"onnxruntime-{ONNXRUNTIME_VERSION}", name)))


def _package() -> Path | None:
    """Return the folder of the Python package onnxruntime, None unless the version fits."""
    spec = importlib.util.find_spec("onnxruntime")
    if spec is None or spec.origin is None:
        return None
    try:
        fits = metadata.version("onnxruntime") == ONNXRUNTIME_VERSION
    except metadata.PackageNotFoundError:
        return None
    return Path(spec.origin).parent if fits else None
