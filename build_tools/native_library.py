"""ONNX Runtime's native library for a checkout: ``.venv/bin/python -m build_tools.native_library``.

In: the Python package onnxruntime of the Python that runs this. Out: nothing where the package is
of the version that the gateway jar loads; else the library out of the Maven jar, which sbt
resolves, beside the gateway jar, where handover finds it (ADR 0005). It never enters the wheel.
"""

from __future__ import annotations

import sys

from build_tools import sbt
from build_tools.jars import place
from build_tools.missing import EXIT_CODE, ToolMissing
from handover.jvm.gateway_jar import checkout_library, onnxruntime_library

BUILT = sbt.BUILD / "onnxruntime/target/native"
"""Where sbt leaves the library; empty on a platform that the Maven jar does not serve."""


def main() -> int:
    """Put the library in place where it is needed and not there."""
    if onnxruntime_library() is not None:
        return 0
    try:
        code = sbt.run(["onnxruntime/nativeLibrary"])
    except ToolMissing as missing:
        print(f"handover build: {missing}", file=sys.stderr)
        return EXIT_CODE
    library = checkout_library()
    if code == 0 and (built := BUILT / library.name).is_file():
        place(built, library)
    return code


if __name__ == "__main__":
    sys.exit(main())
