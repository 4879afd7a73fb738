package io.handover.gateway

import java.net.{InetAddress, InetSocketAddress, ServerSocket, Socket}
import javax.net.ServerSocketFactory

/** Server sockets whose connections send at once.
  *
  * Py4J 0.10.9.9 leaves Nagle's algorithm on: an answer above the 8 KB of its buffer then waits for
  * the other side's delayed acknowledgement, 44 ms instead of 0.5 ms.
  */
private[gateway] object NoDelayServerSockets extends ServerSocketFactory {

  /** A server socket that is yet to be bound; the one that Py4J asks for. */
  override def createServerSocket(): ServerSocket = new Accepting

  /** A server socket on `port`. */
  def createServerSocket(port: Int): ServerSocket = bound(new InetSocketAddress(port), 50)

  /** A server socket on `port` with room for `backlog` waiting connections. */
  def createServerSocket(port: Int, backlog: Int): ServerSocket =
    bound(new InetSocketAddress(port), backlog)

  /** A server socket on `port` of one address. */
  def createServerSocket(port: Int, backlog: Int, address: InetAddress): ServerSocket =
    bound(new InetSocketAddress(address, port), backlog)

  private def bound(address: InetSocketAddress, backlog: Int): ServerSocket = {
    val socket = new Accepting
    socket.bind(address, backlog)
    socket
  }

  private final class Accepting extends ServerSocket {
    override def accept(): Socket = {
      val accepted = super.accept()
      accepted.setTcpNoDelay(true)
      accepted
    }
  }
}
