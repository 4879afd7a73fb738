package io.handover.gateway

import io.handover.HandoverVersion
import io.handover.json.{Json, JsonWriter}

/** The first line of the gateway: where it listens and what it is.
  *
  * `HANDOVER-HELLO {"handover":…,"java":…,"pid":…,"port":…,"protocol":1,"scala":…}`. Found by its
  * prefix, since a JVM may print lines of its own before it.
  */
private[gateway] object Hello {

  /** What the line starts with. */
  val prefix: String = "HANDOVER-HELLO "

  /** The version of requests, answers and this line. */
  val protocol: Int = 1

  /** The line for a gateway that listens on `port`. */
  def line(port: Int): String = prefix + JsonWriter.write(
    Json.obj(
      "protocol" -> Json.int(protocol.toLong),
      "port" -> Json.int(port.toLong),
      "pid" -> Json.int(ProcessHandle.current.pid),
      "java" -> Json.str(sys.props.getOrElse("java.version", "unknown")),
      "scala" -> Json.str(scala.util.Properties.versionNumberString),
      "handover" -> Json.str(HandoverVersion.current)
    )
  )
}
