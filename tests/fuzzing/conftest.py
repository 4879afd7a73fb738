from pathlib import Path

import pytest

from handover.bundle import read
from tests.parity.shop_bundle import write_shop

FAULTY = Path(__file__).parents[2] / "jvm-bridge" / "faulty" / "target" / "handover-faulty.jar"


@pytest.fixture(scope="session")
def shop_files(tmp_path_factory):
    """The paths of a real bundle and of its estimator."""
    return write_shop(tmp_path_factory)


@pytest.fixture(scope="session")
def shop(shop_files):
    return read(shop_files[0])


@pytest.fixture(scope="session")
def faulty():
    """The classpath of the faulty backends."""
    assert FAULTY.is_file(), "the faulty backends are not built; run: make jars"
    return [str(FAULTY)]
