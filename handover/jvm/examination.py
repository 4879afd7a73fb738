"""Examination of this machine for everything that handover needs."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass

from handover.faults import HandoverError
from handover.jvm.gateway_jar import ONNXRUNTIME_VERSION, gateway_jar, onnxruntime_library
from handover.jvm.java import search

# What the export extra brings; verifying needs none of it.
EXPORT = ("sklearn", "skl2onnx", "onnx", "onnxruntime", "numpy", "pandas")


@dataclass(frozen=True)
class Examined:
    """One thing that was looked for; ``needed`` to verify on the JVM."""

    what: str
    detail: str
    found: bool = True
    needed: bool = False
    next: str | None = None


def examine() -> tuple[Examined, ...]:
    """Look for Java, the gateway jar, ONNX Runtime's library and the export extra."""
    return (_java(), _jar(), _library(), *(_package(name) for name in EXPORT))


def _java() -> Examined:
    java, passed_over = search(os.environ)
    if java is not None:
        return Examined("java", f"{java.version} {java.program} ({java.origin})", needed=True)
    detail = "; ".join(str(candidate) for candidate in passed_over) or "none anywhere"
    step = "Install a JDK 17 or later, or: pip install 'model-handover[jre]'"
    return Examined("java", detail, found=False, needed=True, next=step)


def _jar() -> Examined:
    try:
        return Examined("gateway jar", str(gateway_jar()), needed=True)
    except HandoverError as error:
        fault = error.faults[0]
        return Examined("gateway jar", fault.message, found=False, needed=True, next=fault.next)


def _library() -> Examined:
    library = onnxruntime_library()
    if library is not None:
        return Examined("onnxruntime library", str(library))
    step = "pip install 'model-handover[export]', which brings it for Python 3.11 and later"
    lacking = f"no package onnxruntime {ONNXRUNTIME_VERSION}"
    return Examined("onnxruntime library", lacking, found=False, next=step)


def _package(name: str) -> Examined:
    found = importlib.util.find_spec(name) is not None
    step = None if found else "pip install 'model-handover[export]'"
    return Examined(f"python {name}", "for export", found=found, next=step)
