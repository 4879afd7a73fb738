"""One small shop model, handed over once for all sessions; how long Hypothesis may take."""

from importlib.metadata import version

import pytest
from hypothesis import HealthCheck, settings

from tests.sessions.shop import Shop

# Before its first example Hypothesis reads every module of the checkout for constants, which takes
# three seconds in a fresh clone and looks to its health check like a slow strategy.
settings.register_profile("handover", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("handover")


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """Contract, fitted model, hold-out and exported bundle in one folder."""
    return Shop.opened(tmp_path_factory.mktemp("shop"))


def pytest_collection_modifyitems(items):
    """Skip what verifies on a Python package that is outside the range of every bundle."""
    if tuple(map(int, version("onnxruntime").split(".")[:2])) >= (1, 24):
        return
    reason = "the newest onnxruntime for Python 3.10 reads absolute paths and is refused (HJ402)"
    for item in items:
        if item.get_closest_marker("python_runtime"):
            item.add_marker(pytest.mark.skip(reason=reason))
