"""Two good contracts: one without any finding, one with every block of the format."""

from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def propensity_text():
    return (DATA / "propensity.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def similar_items_text():
    return (DATA / "similar_items.yaml").read_text(encoding="utf-8")
