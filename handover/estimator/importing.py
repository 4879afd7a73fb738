"""Import what ``package.module:name`` names, from where the user stands; HU201, HU204, HU205."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from handover.faults import Fault, Owner, UsageError


def import_object(spec: str, advice: str) -> Any:
    """Return the object; ``advice`` is the next step where the module has no such name.

    Raises
    ------
    UsageError
        HU201 no such module, HU204 no such object in it, HU205 the module raises.
    """
    module_name, _, attribute = spec.partition(":")
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        # A console script's path starts at its own folder, not where the user stands.
        sys.path.insert(0, str(Path.cwd()))
    try:
        found: Any = importlib.import_module(module_name)
    except ModuleNotFoundError as absent:
        raise _refusal(
            "HU201",
            f"no module {absent.name!r}",
            spec,
            "Run where the module can be imported, or install it.",
        ) from None
    except Exception as broken:  # noqa: BLE001 - importing runs the user's code
        raise _refusal(
            "HU205", f"the module raises: {first_line(broken)}", spec, "Mend the module."
        ) from None
    for part in attribute.split("."):
        if not hasattr(found, part):
            raise _refusal("HU204", f"module {module_name!r} has no {attribute!r}", spec, advice)
        found = getattr(found, part)
    return found


def first_line(broken: BaseException) -> str:
    """Return class and first line of an exception, for a message."""
    lines = str(broken).strip().splitlines()
    return f"{type(broken).__name__}: {lines[0] if lines else ''}"[:300]


def _refusal(code: str, message: str, where: str, step: str) -> UsageError:
    return UsageError(Fault(code, message, Owner.DATA_SCIENTIST, where=where, next=step))
