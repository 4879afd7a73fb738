"""Settings of the ini file: contracts, bundles, backends and models."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handover.pipeline import ExportSource

SUFFIXES = (".contract.yaml", ".contract.yml")


@dataclass(frozen=True)
class BackendSetting:
    """One backend and the bundles it serves: all, or those of one contract name."""

    address: str
    classpath: tuple[str, ...] = ()
    serves: str | None = None


@dataclass(frozen=True)
class ModelSetting:
    """Where a contract's model and hold-out are, to export them again.

    Either ``model`` names the fitted model or ``onnx`` the model file; ``raw`` is the file of raw
    rows, for a contract with features. Everything else is recorded in the bundle.
    """

    name: str
    data: str
    model: str | None = None
    onnx: str | None = None
    raw: str | None = None

    def source(self) -> ExportSource:
        """Return the source of an export."""
        # The flow imports scikit-learn and ONNX Runtime, which pytest's start does without.
        from handover.pipeline import ExportSource

        onnx = None if self.onnx is None else Path(self.onnx)
        return ExportSource(self.data, model=self.model, onnx=onnx, raw=self.raw)


@dataclass(frozen=True)
class Settings:
    """The plugin's ini options, paths resolved against the root directory."""

    root: Path
    contracts: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    backends: tuple[BackendSetting, ...] = ()
    models: tuple[ModelSetting, ...] = ()

    @staticmethod
    def read(
        root: Path,
        *,
        contracts: Sequence[str],
        bundles: Sequence[str],
        backends: Sequence[str],
        models: Sequence[str],
    ) -> Settings:
        """Read the ini lines.

        Raises
        ------
        ValueError
            A line has an unknown or a missing part; the text names option and line.
        """
        return Settings(
            root,
            tuple(contracts),
            tuple(bundles),
            tuple(_backend(line, root) for line in backends),
            tuple(_model(line, root) for line in models),
        )

    def is_contract(self, path: Path) -> bool:
        """Tell whether pytest should collect this file as a contract."""
        return path.name.endswith(SUFFIXES) or self._matches(path, self.contracts)

    def is_bundle(self, path: Path) -> bool:
        """Tell whether pytest should collect this file as a bundle."""
        return self._matches(path, self.bundles)

    def backends_for(self, name: str) -> tuple[BackendSetting, ...]:
        """Return the backends that serve the bundles of one contract name."""
        return tuple(b for b in self.backends if b.serves in (None, name))

    def model_for(self, name: str) -> ModelSetting | None:
        """Return where the model of one contract name is, when the ini file says so."""
        return next((model for model in self.models if model.name == name), None)

    def bundle_paths(self) -> tuple[Path, ...]:
        """Return every bundle file that the ini file names, sorted."""
        return tuple(sorted({path for glob in self.bundles for path in self.root.glob(glob)}))

    def leads_to_bundle(self, folder: Path, unvisited: Sequence[str]) -> bool:
        """Tell whether a folder that pytest passes over holds a bundle that the ini file names."""
        return any(
            fnmatch.fnmatch(part.name, pattern)
            for bundle in self.bundle_paths()
            if folder in bundle.parents
            for part in (folder, *folder.parents)
            if self.root in part.parents
            for pattern in unvisited
        )

    def is_beside_bundle(self, path: Path, unvisited: Sequence[str]) -> bool:
        """Tell whether a path lies in such a folder without being, or leading to, a bundle."""
        return self.leads_to_bundle(path.parent, unvisited) and not self.is_bundle(path)

    def _matches(self, path: Path, globs: Sequence[str]) -> bool:
        try:
            relative = path.relative_to(self.root).as_posix()
        except ValueError:
            return False
        return any(fnmatch.fnmatchcase(relative, glob) for glob in globs)


def _backend(line: str, root: Path) -> BackendSetting:
    address, *parts = line.split()
    options = _options(parts, {"classpath", "for"}, f"handover_backends: {line}")
    classpath = tuple(
        str(root / entry) for entry in options.get("classpath", "").split(os.pathsep) if entry
    )
    return BackendSetting(address, classpath, options.get("for"))


def _model(line: str, root: Path) -> ModelSetting:
    name, *parts = line.split()
    where = f"handover_models: {line}"
    options = _options(parts, {"model", "onnx", "data", "raw"}, where)
    if "data" not in options or ("model" in options) == ("onnx" in options):
        raise ValueError(
            f"{where}: expected NAME model=SPEC (or onnx=FILE) data=FILE, with features raw=FILE"
        )
    files = {key: str(root / options[key]) for key in ("data", "onnx", "raw") if key in options}
    model = options.get("model")
    if model is not None and (root / model).exists():
        model = str(root / model)
    return ModelSetting(name, model=model, **files)


def _options(parts: Sequence[str], known: set[str], where: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals or key not in known:
            raise ValueError(f"{where}: expected {' or '.join(sorted(known))} but found {part!r}")
        options[key] = value
    return options
