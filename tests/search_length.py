"""Length of the random searches: short in ``make test``, longer in ``make test-nightly``.

Every law is in both. ``HANDOVER_SEARCH`` is the factor by which the nightly search is longer; the
Scala suites read it too (``LawSuite``).
"""

import os

FACTOR = int(os.environ.get("HANDOVER_SEARCH", "1"))
NIGHTLY = FACTOR > 1


def searched(examples):
    """Return how many examples this run draws where ``make test`` draws ``examples``."""
    return examples * FACTOR
