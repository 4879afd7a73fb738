"""The one error of the build: something that it needs is not on this machine."""

from __future__ import annotations

EXIT_CODE = 4
"""What a command ends with when its environment is missing something."""


class ToolMissing(Exception):
    """A tool is missing, too old or does not start; the text says which and what to do."""
