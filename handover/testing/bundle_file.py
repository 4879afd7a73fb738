"""A bundle as test items: intact, metrics, reproducible, parity per vector group and backend."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handover.bundle import read
from handover.faults import HandoverError
from handover.parity import verify
from handover.readiness import metrics_shortfall
from handover.report import render_group
from handover.testing.item import CheckFailed, CheckItem
from handover.testing.plugin import SETTINGS
from handover.testing.settings import BackendSetting, ModelSetting

if TYPE_CHECKING:
    from handover.bundle import Bundle
    from handover.parity import Verdict

VERDICTS = pytest.StashKey[dict[tuple[str, str], "Verdict | HandoverError"]]()


class BundleFile(pytest.File):
    """Collect one bundle; what cannot be read is one failing item, never a collection error."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the items in a fixed order, which pytest-xdist needs."""
        yield self._item("intact", lambda: _read(self.path))
        try:
            bundle = read(self.path)
        except HandoverError:
            return
        settings = self.config.stash[SETTINGS]
        name = str(bundle.manifest["name"])
        yield self._item("metrics", lambda: _hold_metrics(bundle))
        model = settings.model_for(name)
        if model is not None:
            yield self._item("reproducible", lambda: _export_again(bundle, model))
        flags = sorted({vector.flag for vector in bundle.vectors.vectors})
        for backend in settings.backends_for(name):
            for flag in flags:
                yield self._item(
                    f"parity[{backend.address}][{flag}]",
                    lambda backend=backend, flag=flag: self._hold_group(backend, flag),
                )
            yield self._item(
                f"parity[{backend.address}][determinism]",
                lambda backend=backend: self._hold_determinism(backend),
            )

    def _item(self, name: str, check: object) -> CheckItem:
        item: CheckItem = CheckItem.from_parent(self, name=name, check=check)
        return item

    def _verdict(self, backend: BackendSetting) -> Verdict:
        """Verify once a session (a worker's session under xdist) and keep what came of it."""
        kept = self.session.stash.setdefault(VERDICTS, {})
        key = (str(self.path), backend.address)
        if key not in kept:
            try:
                kept[key] = verify(self.path, backend.address, classpath=backend.classpath)
            except HandoverError as error:
                kept[key] = error
        verdict = kept[key]
        if isinstance(verdict, HandoverError):
            raise verdict
        return verdict

    def _hold_group(self, backend: BackendSetting, flag: str) -> None:
        verdict = self._verdict(backend)
        group = next((group for group in verdict.groups if group.flag == flag), None)
        if group is not None and group.skipped and group.skipped == group.total:
            pytest.skip("; ".join(f"{skip.what}: {skip.reason}" for skip in verdict.skips))
        text = render_group(verdict, flag, bundle_path=self.path)
        if text is not None:
            raise CheckFailed(text)

    def _hold_determinism(self, backend: BackendSetting) -> None:
        verdict = self._verdict(backend)
        broken = [check for check in verdict.determinism if check.status in ("failed", "errored")]
        if broken or not verdict.determinism:
            raise CheckFailed(
                "\n".join(f"{check.check}: {check.status} - {check.detail}" for check in broken)
                or "no determinism check ran"
            )


def _read(path: Path) -> None:
    read(path)


def _hold_metrics(bundle: Bundle) -> None:
    shortfall = metrics_shortfall(bundle.contract, bundle.metrics)
    if shortfall:
        raise CheckFailed("\n".join(shortfall))


def _export_again(bundle: Bundle, setting: ModelSetting) -> None:
    """Export with the recorded options, and compare every file but the manifest."""
    # The flow imports scikit-learn and ONNX Runtime, which collecting items does without.
    from handover import pipeline

    source = setting.source()
    options = pipeline.ExportOptions.recorded(bundle.manifest, bundle.vectors.header)
    with tempfile.TemporaryDirectory() as folder:
        again = read(pipeline.export_bundle(bundle.contract, source, options, folder).path)
    theirs, ours = bundle.manifest["files"], again.manifest["files"]
    # contract.yaml is the text as a person wrote it: it has no export to come from.
    names = {*theirs, *ours} - {"contract.yaml"}
    differing = sorted(name for name in names if theirs.get(name) != ours.get(name))
    if differing:
        reasons = pipeline.changed_inputs(bundle.manifest, source)
        raise CheckFailed(
            "\n".join([f"exported again, these files differ: {', '.join(differing)}", *reasons])
        )
