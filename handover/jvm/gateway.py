"""Ask the child JVM: one small JSON request, one small JSON answer, a deadline on each."""

from __future__ import annotations

import atexit
import json
import socket
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from handover.errors import (
    BundleInvalid,
    ContractInvalid,
    EnvironmentMissing,
    Fault,
    HandoverError,
    Move,
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
    ("HV201", UsageError),
    ("HJ3", ParityBroken),
    ("HJ", EnvironmentMissing),
)


class Gateway:
    """A running gateway; use it as a context manager.

    Methods of the JVM side take and return strings and are idempotent: Py4J sends a call again
    when its answer was empty.

    Parameters
    ----------
    java
        A ``java`` program or home; default: the first that `find_java` finds.
    options
        Further options of the JVM, such as ``-Xmx512m``.
    """

    def __init__(self, *, java: str | None = None, options: Sequence[str] = ()) -> None:
        self._child = Child(find_java(java), options=options)
        self._client = _connect(self._child)
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
            ``describe``, ``verify`` or ``score``.
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
        from py4j.protocol import Py4JAuthenticationError, Py4JError

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
                    Move.HANDOVER,
                    next="Another process may have taken the port; run it again.",
                )
            ) from None
        except Py4JError:
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


def _connect(child: Child) -> Any:
    """Return a Py4J gateway whose sockets send at once.

    Py4J 0.10.9.9 leaves Nagle's algorithm on at both ends; an answer above 8 KB would wait for a
    delayed acknowledgement, 44 ms instead of 0.5 ms.
    """
    from py4j.java_gateway import (
        GatewayClient,
        GatewayConnection,
        GatewayParameters,
        JavaGateway,
    )

    class NoDelayClient(GatewayClient):  # type: ignore[misc]
        def _create_connection(self) -> GatewayConnection:
            connection = GatewayConnection(self.gateway_parameters, self.gateway_property)
            connection.start()
            connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection

    parameters = GatewayParameters(
        address="127.0.0.1",
        port=child.hello.port,
        auth_token=child.token,
        auto_field=False,
        auto_convert=False,
    )
    return JavaGateway(
        gateway_client=NoDelayClient(gateway_parameters=parameters),
        gateway_parameters=parameters,
    )


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
        raise ParityBroken(
            Fault(
                "HJ105",
                "the gateway's answer is not understood",
                Move.HANDOVER,
                found=str(answer)[:200],
            )
        )
    kind = next((kind for start, kind in _KINDS if faults[0].code.startswith(start)), ParityBroken)
    raise kind(*faults)
