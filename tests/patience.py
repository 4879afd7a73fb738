"""Patience: how long a test waits for another process or thread before it counts as hanging.

No machine that can run the suite takes as long, so that a slow one fails nothing. A test reaches
the end of it only where something is broken.
"""

import time

PATIENCE = 600.0
"""Seconds."""


def wait_until(condition):
    """Wait until the condition holds; False when it does not within PATIENCE."""
    stop = time.monotonic() + PATIENCE
    while time.monotonic() < stop:
        if condition():
            return True
        time.sleep(0.02)
    return False
