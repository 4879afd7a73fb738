"""`handover --help` beside an interpreter that only imports click. Goal: under 0.3 s."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.side_by_side import side_by_side


def run(*arguments: str) -> None:
    """Run Python with the arguments, output thrown away."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    side_by_side(
        ("handover --help", lambda: run("-m", "handover", "--help")),
        ("python -c 'import click'", lambda: run("-c", "import click")),
        rounds=15,
    )
