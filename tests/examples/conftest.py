"""The Trasos example is no installed package: tests reach it where it lies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "examples/trasos")]

from trasos.shop import Shop, open_shop  # noqa: E402  (needs the path above)
from trasos.training import (  # noqa: E402
    Trained,
    train_conversion,
    train_similar_items,
    write_feature_check,
)


@pytest.fixture(scope="session")
def shop() -> Shop:
    """A smaller shop than the demo's; the laws hold at any size."""
    return open_shop(seed=7, visitors=900)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trasos")


@pytest.fixture(scope="session")
def conversion(shop: Shop, folder: Path) -> Trained:
    return train_conversion(shop, folder, weights=folder / "weights.tsv", seed=7)


@pytest.fixture(scope="session")
def similar(shop: Shop, folder: Path) -> Trained:
    return train_similar_items(shop, folder)


@pytest.fixture(scope="session")
def features(shop: Shop, folder: Path) -> Path:
    write_feature_check(shop, folder / "features")
    return folder / "features"
