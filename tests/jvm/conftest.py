import shutil
from pathlib import Path

import pytest

from tests.parity.shop_bundle import write_shop

FAULTY = Path(__file__).parents[2] / "jvm-bridge" / "faulty" / "target" / "handover-faulty.jar"


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """The path of a real bundle, in a folder whose name is not easy."""
    folder = tmp_path_factory.mktemp("ein Ordner, größer " + "x" * 200)
    return Path(shutil.copy(write_shop(tmp_path_factory)[0], folder))


@pytest.fixture(scope="session")
def faulty():
    """The classpath of the faulty backends."""
    assert FAULTY.is_file(), "the faulty backends are not built; run: make jars"
    return [str(FAULTY)]
