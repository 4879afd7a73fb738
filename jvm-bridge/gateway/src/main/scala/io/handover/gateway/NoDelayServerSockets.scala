package io.handover.gateway

import java.net.{InetAddress, ServerSocket, Socket}
import javax.net.ServerSocketFactory

/** Server sockets whose connections send at once.
  *
  * Py4J 0.10.9.9 leaves Nagle's algorithm on: an answer above the 8 KB of its buffer then waits for
  * the other side's delayed acknowledgement, 44 ms instead of 0.5 ms.
  */
private[gateway] object NoDelayServerSockets extends ServerSocketFactory {

  /** A server socket on `port`. */
  def createServerSocket(port: Int): ServerSocket = new Accepting(port, 50, null)

  /** A server socket on `port` with room for `backlog` waiting connections. */
  def createServerSocket(port: Int, backlog: Int): ServerSocket = new Accepting(port, backlog, null)

  /** A server socket on `port` of one address. */
  def createServerSocket(port: Int, backlog: Int, address: InetAddress): ServerSocket =
    new Accepting(port, backlog, address)

  private final class Accepting(port: Int, backlog: Int, address: InetAddress)
      extends ServerSocket(port, backlog, address) {
    override def accept(): Socket = {
      val accepted = super.accept()
      accepted.setTcpNoDelay(true)
      accepted
    }
  }
}
