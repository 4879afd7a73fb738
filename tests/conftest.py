"""Settings of every test: how Hypothesis draws, how long a test may wait, and the shop of sessions.

``make test`` draws the same examples every time (profile ``handover``): what fails there is the
change, not the dice, and fails again for whoever looks. ``make test-nightly`` draws others every
night, and ten times as many (profile ``nightly``); a failure prints the line that repeats it.
"""

from importlib.metadata import version

import pytest
from hypothesis import HealthCheck, settings

from tests import one_thread  # noqa: F401 - before anything loads numpy
from tests.search_length import NIGHTLY, searched
from tests.sessions.shop import Shop
from tests.shared_work import once

# No law depends on the machine's speed: neither on a deadline, nor on the health check that takes
# the three seconds in which Hypothesis reads a fresh checkout for constants for a slow strategy.
UNTIMED = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("handover", derandomize=True, **UNTIMED)
settings.register_profile("nightly", max_examples=searched(100), **UNTIMED)
settings.load_profile("nightly" if NIGHTLY else "handover")


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """Contract, fitted model, hold-out and exported bundle in one folder."""
    return Shop(once(tmp_path_factory, "shop", Shop.opened))


def pytest_collection_modifyitems(items):
    """Skip what verifies on a Python package that is outside the range of every bundle."""
    if tuple(map(int, version("onnxruntime").split(".")[:2])) >= (1, 24):
        return
    reason = "the newest onnxruntime for Python 3.10 reads absolute paths and is refused (HJ402)"
    for item in items:
        if item.get_closest_marker("python_runtime"):
            item.add_marker(pytest.mark.skip(reason=reason))
