"""Ask the child JVM: one small JSON request, one small JSON answer, a deadline on each."""

from __future__ import annotations

import atexit
import json
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from handover.faults import (
    BundleInvalid,
    ContractInvalid,
    EnvironmentMissing,
    Fault,
    HandoverError,
    Owner,
    ParityBroken,
    UsageError,
)
from handover.jvm.child import Child, Hello
from handover.jvm.java import find_java
from handover.values import parse_json

# Which exception a fault of the JVM side becomes, by the beginning of its code.
_KINDS: tuple[tuple[str, type[HandoverError]], ...] = (
    ("HB", BundleInvalid),
    ("HC", ContractInvalid),
    ("HV20", UsageError),
    ("HE5", ParityBroken),
    ("HE", BundleInvalid),
    ("HF", EnvironmentMissing),
    ("HJ3", ParityBroken),
    ("HJ", EnvironmentMissing),
)


class Gateway:
    """A running gateway; use it as a context manager.

    Methods of the JVM side take and return strings and are idempotent.

    Parameters
    ----------
    java
        A ``java`` program or home; default: the first that `find_java` finds.
    options
        Further options of the JVM, such as ``-Xmx512m``.
    """

    def __init__(self, *, java: str | None = None, options: Sequence[str] = ()) -> None:
        self._child = Child(find_java(java), options=options)
        # Py4J is imported when it is needed: it costs a tenth of a second.
        from handover.jvm.connection import connect

        self._client = connect(self._child.hello.port, self._child.token)
        atexit.register(self.close)

    @property
    def hello(self) -> Hello:
        """What the gateway said of itself."""
        return self._child.hello

    @property
    def pid(self) -> int:
        """The process id of the JVM."""
        return self._child.pid

    def ask(self, method: str, request: Mapping[str, Any], *, seconds: float) -> dict[str, Any]:
        """Send one request.

        Parameters
        ----------
        method
            ``describe``, ``verify``, ``score``, ``scoreFrame`` or ``explain``.
        request
            Paths and small values only.
        seconds
            The deadline; the JVM is killed when it passes.

        Raises
        ------
        HandoverError
            The JVM's own fault by its code; HJ301 deadline, HJ303 the JVM is gone, HJ304 it
            crashed, HJ305 the token was refused.
        """
        from py4j.protocol import Py4JAuthenticationError, Py4JError, Py4JJavaError

        guard = threading.Timer(seconds, self._child.kill, [seconds])
        guard.daemon = True
        guard.start()
        try:
            answer = getattr(self._client.entry_point, method)(json.dumps(request))
        except Py4JAuthenticationError:
            raise EnvironmentMissing(
                Fault(
                    "HJ305",
                    "the gateway refused the token",
                    Owner.HANDOVER,
                    next="Another process may have taken the port; run it again.",
                )
            ) from None
        except Py4JJavaError as thrown:
            # Every method catches what the backend throws; what comes through is a defect.
            raise _not_understood(str(thrown.java_exception)) from None
        except (Py4JError, OSError):
            # Its text says nothing of use ("An error occurred while calling o0.x"), and it may
            # hold a live Java object: the process knows better.
            raise self._child.explain() from None
        finally:
            guard.cancel()
        return _read(answer)

    def close(self) -> None:
        """End the JVM; may be called twice."""
        atexit.unregister(self.close)
        self._client.close()
        self._child.stop()

    def __enter__(self) -> Gateway:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _read(answer: object) -> dict[str, Any]:
    said = parse_json(str(answer).encode("utf-8"), where="gateway answer")
    if isinstance(said, dict) and isinstance(said.get("ok"), dict):
        ok: dict[str, Any] = said["ok"]
        return ok
    faults: tuple[Fault, ...]
    if isinstance(said, dict) and isinstance(said.get("fault"), dict):
        faults = (Fault.from_json(said["fault"]),)
    elif isinstance(said, dict) and isinstance(said.get("faults"), list) and said["faults"]:
        faults = tuple(Fault.from_json(fault) for fault in said["faults"])
    else:
        raise _not_understood(str(answer))
    kind = next((kind for start, kind in _KINDS if faults[0].code.startswith(start)), ParityBroken)
    raise kind(*faults)


def _not_understood(found: str) -> ParityBroken:
    return ParityBroken(
        Fault(
            "HJ105",
            "the gateway's answer is not understood",
            Owner.HANDOVER,
            found=found[:200],
            next="Install the package again: jar and package must be of one version.",
        )
    )
