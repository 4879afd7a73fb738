"""One test item: a check with a name, a place and a failure that reads like a report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handover.faults import HandoverError
from handover.report import render_faults


class CheckFailed(Exception):
    """A check that does not hold; its text is the whole failure, no traceback."""


class CheckItem(pytest.Item):
    """Run one check; `HandoverError` and `CheckFailed` are failures, anything else a defect."""

    def __init__(
        self,
        *,
        check: Callable[[], None],
        line: int = 0,
        properties: tuple[tuple[str, str], ...] = (),
        **rest: Any,
    ) -> None:
        super().__init__(**rest)
        self._check = check
        self._line = line
        self.user_properties.extend(properties)

    def runtest(self) -> None:
        """Run the check."""
        self._check()

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> Any:
        """Show faults as the command line shows them."""
        if isinstance(excinfo.value, HandoverError):
            return render_faults(excinfo.value)
        if isinstance(excinfo.value, CheckFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Point at the file, and at the line where the check has one."""
        return Path(self.path), self._line, self.name
