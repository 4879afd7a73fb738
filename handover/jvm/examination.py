"""What this machine has of what handover needs."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass

from handover.errors import HandoverError
from handover.jvm.gateway_jar import gateway_jar, onnxruntime_library
from handover.jvm.java import search

# What the export extra brings; verifying needs none of it.
EXPORT = ("sklearn", "skl2onnx", "onnx", "onnxruntime", "numpy", "pandas")


@dataclass(frozen=True)
class Examined:
    """One thing that was looked for; ``needed`` to verify on the JVM."""

    what: str
    found: bool
    detail: str
    needed: bool
    next: str | None = None


def examine() -> tuple[Examined, ...]:
    """Look for Java, the gateway jar, ONNX Runtime's library and the export extra."""
    return (_java(), _jar(), _library(), *(_package(name) for name in EXPORT))


def _java() -> Examined:
    java, passed_over = search(os.environ)
    if java is not None:
        return Examined("java", True, f"{java.version} {java.program} ({java.origin})", True)
    detail = "; ".join(str(candidate) for candidate in passed_over) or "none anywhere"
    step = "Install a JDK 17 or later, or: pip install 'model-handover[jre]'"
    return Examined("java", False, detail, True, step)


def _jar() -> Examined:
    try:
        return Examined("gateway jar", True, str(gateway_jar()), True)
    except HandoverError as error:
        fault = error.faults[0]
        return Examined("gateway jar", False, fault.message, True, fault.next)


def _library() -> Examined:
    library = onnxruntime_library()
    if library is not None:
        return Examined("onnxruntime library", True, str(library), False)
    step = "pip install 'model-handover[export]', which brings it"
    return Examined("onnxruntime library", False, "no Python package onnxruntime", False, step)


def _package(name: str) -> Examined:
    if importlib.util.find_spec(name) is not None:
        return Examined(f"python {name}", True, "for export", False)
    return Examined(
        f"python {name}", False, "for export", False, "pip install 'model-handover[export]'"
    )
