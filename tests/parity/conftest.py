import pytest

from handover.bundle import read
from tests.parity.shop_bundle import write_shop


@pytest.fixture(scope="session")
def shop_files(tmp_path_factory):
    """The paths of a real bundle and of its estimator."""
    return write_shop(tmp_path_factory)


@pytest.fixture(scope="session")
def shop_bundle(shop_files):
    return read(shop_files[0])
