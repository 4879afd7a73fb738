package io.handover.gateway

import io.handover.child.Lifeline
import java.io.{FileDescriptor, FileOutputStream, InputStream, PrintStream}
import java.net.InetAddress
import java.nio.charset.StandardCharsets.UTF_8
import py4j.GatewayServer

/** The child JVM that Python drives: a Py4J server on the loopback with a token.
  *
  * Takes no argument. Standard output carries the hello line and nothing else; standard input is
  * the [[Lifeline]]. Ends with 4 when the token is missing or too short.
  */
object Main {
  private val tokenVariable = "HANDOVER_GATEWAY_TOKEN"
  private val tokenLength = 32

  /** Starts the gateway and comes back; the server's own threads keep the JVM alive. */
  def main(arguments: Array[String]): Unit = {
    val hello = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)
    val parent = System.in
    // Before anything prints: what backends print must not be read as the gateway's own words.
    System.setOut(System.err)
    System.setIn(InputStream.nullInputStream())
    sys.env.get(tokenVariable).filter(_.length >= tokenLength) match {
      case Some(token) =>
        Lifeline.watch(parent)
        // A thread of Py4J's would keep a JVM alive that cannot serve, whatever was thrown: a class
        // missing in a damaged jar is a LinkageError.
        try hello.println(Hello.line(serve(token)))
        catch { case error: Throwable => giveUp(error) }
      case None =>
        System.err.println(s"$tokenVariable is missing or shorter than $tokenLength characters")
        System.exit(4)
    }
  }

  // The last lines are what Python shows: the trace first, what it means after it.
  private def giveUp(error: Throwable): Unit = {
    error.printStackTrace()
    System.err.println(s"the gateway cannot start: $error")
    Runtime.getRuntime.halt(4)
  }

  /** Starts a server that obeys whoever knows `token`; the port it listens on. */
  private def serve(token: String): Int = {
    val server = new GatewayServer.GatewayServerBuilder(new Calls)
      .javaAddress(InetAddress.getLoopbackAddress)
      .javaPort(0)
      .authToken(token)
      .serverSocketFactory(NoDelayServerSockets)
      .build()
    server.start()
    server.getListeningPort
  }
}
