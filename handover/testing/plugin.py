"""The pytest plugin: contract files and bundles become test items.

``*.contract.yaml`` is collected wherever pytest looks. Other contracts, bundles, backends and
models are named in the ini file::

    [pytest]
    handover_contracts = contracts/*.yaml
    handover_bundles = dist/*.handover
    handover_backends =
        onnxruntime
        jvm:com.trasos.SimilarItems classpath=backend/target/classes for=similar-items
    handover_models =
        similar-items model=models/similar.joblib data=data/holdout.parquet
        propensity model=models/p.joblib data=data/p.parquet raw=data/visits.jsonl

Only the public pytest API is imported, nothing of ours but `handover.testing`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handover.testing.settings import Settings

SETTINGS = pytest.StashKey[Settings]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini options."""
    for name, text in (
        ("handover_contracts", "globs of model contracts to collect"),
        ("handover_bundles", "globs of bundles to collect"),
        ("handover_backends", "backends to verify bundles against: ADDRESS [classpath=…] [for=…]"),
        ("handover_models", "models to export again: NAME model=SPEC data=FILE [raw=FILE]"),
    ):
        parser.addini(name, text, type="linelist", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Read the ini options once; a line that cannot be read is a usage error."""
    try:
        config.stash[SETTINGS] = Settings.read(
            Path(config.rootpath),
            contracts=config.getini("handover_contracts"),
            bundles=config.getini("handover_bundles"),
            backends=config.getini("handover_backends"),
            models=config.getini("handover_models"),
        )
    except ValueError as wrong:
        raise pytest.UsageError(str(wrong)) from None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Look into folders such as ``dist`` that pytest passes over, for the bundles named there."""
    settings = config.stash[SETTINGS]
    unvisited = config.getini("norecursedirs")
    if settings.leads_to_bundle(collection_path, unvisited):
        return False
    if settings.is_beside_bundle(collection_path, unvisited):
        return True
    return None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Collect contracts and bundles; every other file is left alone."""
    settings = parent.config.stash[SETTINGS]
    if settings.is_contract(file_path):
        from handover.testing.contract_file import ContractFile

        return ContractFile.from_parent(parent, path=file_path)
    if settings.is_bundle(file_path):
        from handover.testing.bundle_file import BundleFile

        return BundleFile.from_parent(parent, path=file_path)
    return None
