"""One small shop model, handed over once for all sessions."""

import pytest

from tests.sessions.shop import Shop


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """Contract, fitted model, hold-out and exported bundle in one folder."""
    return Shop.opened(tmp_path_factory.mktemp("shop"))
