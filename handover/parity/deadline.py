"""A deadline for work in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from handover.faults import Fault, Owner, ParityBroken

Answer = TypeVar("Answer")


def within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """Run work on a thread and give it up at the deadline.

    Native code cannot be stopped from outside: after the deadline the thread is left behind. It
    is a daemon, so that the process can still end.

    Raises
    ------
    ParityBroken
        HJ301 when the deadline passes; whatever the work raises otherwise.
    """
    outcome: list[Answer] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as thrown:  # noqa: BLE001 - handed to the waiting thread as it is
            failure.append(thrown)

    worker = threading.Thread(target=run, name="handover-verify", daemon=True)
    worker.start()
    worker.join(seconds)
    if failure:
        raise failure[0]
    if not outcome:
        raise ParityBroken(
            Fault(
                "HJ301",
                f"the backend did not answer within {seconds:g} s",
                Owner.BACKEND_OWNER,
                next="Look where it hangs, or allow more with --timeout.",
            )
        )
    return outcome[0]
