"""Py4J as a control channel: sends at once, says nothing in logs, never asks twice.

Three habits of Py4J 0.10.9.9 are changed. Nagle's algorithm stays on, so an answer above 8 KB would
wait for a delayed acknowledgement, 44 ms instead of 0.5 ms. A broken call is logged with its
traceback on the *root* logger, which then prints to stderr; and every command, the token among
them, goes to the debug log. A command whose answer is empty is sent again.
"""

from __future__ import annotations

import socket

from py4j.java_gateway import GatewayClient, GatewayConnection, GatewayParameters, JavaGateway
from py4j.protocol import Py4JNetworkError, is_fatal_error, smart_decode

_RETURN_MESSAGE = "!"


class _Connection(GatewayConnection):  # type: ignore[misc]
    def start(self) -> None:
        """Connect and authenticate; the socket sends without waiting for more."""
        self.socket.connect((self.address, self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.socket.makefile("rb")
        self.is_connected = True
        self._authenticate_connection()

    def send_command(self, command: str) -> str:
        """Send one command and wait for its answer."""
        try:
            self.socket.sendall(command.encode("utf-8"))
            answer: str = smart_decode(self.stream.readline()[:-1])
        except OSError as broken:
            raise Py4JNetworkError("the connection broke", broken) from None
        if not answer.strip():
            raise Py4JNetworkError("the answer is empty")
        return answer.removeprefix(_RETURN_MESSAGE)


class _Client(GatewayClient):  # type: ignore[misc]
    def _create_connection(self) -> _Connection:
        connection = _Connection(self.gateway_parameters, self.gateway_property)
        connection.start()
        return connection

    def send_command(self, command: str, retry: bool = True, binary: bool = False) -> str:  # noqa: FBT001, FBT002 - Py4J's own signature
        """Send one command, once; the caller finds out why a connection broke."""
        connection = self._get_connection()
        try:
            answer: str = connection.send_command(command)
        except BaseException:
            connection.close(reset=True)
            raise
        if is_fatal_error(answer):
            connection.close()
        else:
            self._give_back_connection(connection)
        return answer


def connect(port: int, token: str) -> JavaGateway:
    """Return a Py4J gateway to a port of this machine.

    Nothing is sent before the first call. Py4JAuthenticationError is raised by that call when the
    token is refused, Py4JNetworkError (both are Py4JError) when the connection breaks.
    """
    parameters = GatewayParameters(
        address="127.0.0.1", port=port, auth_token=token, auto_field=False, auto_convert=False
    )
    return JavaGateway(
        gateway_client=_Client(gateway_parameters=parameters), gateway_parameters=parameters
    )
