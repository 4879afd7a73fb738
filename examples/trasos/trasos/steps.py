"""Run handover's commands as a user would, and show them: the command, then what it prints."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from trasos.places import EXAMPLE, ROOT


def headline(text: str) -> None:
    """Begin a step."""
    print(f"\n== {text} ".ljust(80, "="), flush=True)


def say(text: str) -> None:
    """Print a sentence, wrapped at 80 columns."""
    print(textwrap.fill(text, 80), flush=True)


def handover(*arguments: str | Path) -> int:
    """Show and run one ``handover`` command at the root of the repository; its exit code."""
    words = [_relative(argument) for argument in arguments]
    print(_command(words), flush=True)
    # The contract names its feature function by module; the example is no installed package.
    path = os.pathsep.join(filter(None, [str(EXAMPLE), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "COLUMNS": "80", "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-m", "handover", *words], cwd=ROOT, env=environment, check=False
    ).returncode


def _command(words: Sequence[str]) -> str:
    return textwrap.fill(
        f"$ handover {' '.join(words)}",
        80,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _relative(argument: str | Path) -> str:
    """Spell paths below the root without it: what a reader would type."""
    return os.pathsep.join(
        os.path.relpath(part, ROOT) if part.startswith(f"{ROOT}{os.sep}") else part
        for part in str(argument).split(os.pathsep)
    )


def first_failure(codes: Sequence[int]) -> int:
    """Return the first exit code that is not 0, else 0."""
    return next((code for code in codes if code), 0)
