"""A contract as test items: lint, and the definition of done of each of its bundles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.contract import check, load
from handover.faults import HandoverError
from handover.readiness import status
from handover.report import render_findings, render_status
from handover.testing.item import CheckFailed, CheckItem
from handover.testing.plugin import SETTINGS


class ContractFile(pytest.File):
    """Collect one contract."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield ``lint`` and one ``done[BUNDLE]`` for every bundle of this contract's name."""
        yield CheckItem.from_parent(self, name="lint", check=lambda: _lint(self.path))
        try:
            name = load(self.path).name
        except HandoverError:
            return
        for bundle in self.config.stash[SETTINGS].bundle_paths():
            if bundle.name.startswith(f"{name}-"):
                yield CheckItem.from_parent(
                    self,
                    name=f"done[{bundle.name}]",
                    check=lambda bundle=bundle: _done(self.path, bundle),
                )


def _lint(path: Path) -> None:
    findings = check(path)
    if any(finding.severity == "error" for finding in findings):
        raise CheckFailed(render_findings(findings))


def _done(contract_path: Path, bundle_path: Path) -> None:
    state = status(contract_path, bundle_path)
    if not state.holds:
        raise CheckFailed(render_status(state))
