package io.handover.gateway

import io.handover.backends.VerifyRequest
import io.handover.json.{Json, JsonWriter}
import io.handover.{Fault, Owner}
import scala.util.control.NonFatal

/** What a call answers: `{"ok":{…}}`, `{"fault":{…}}`, or `{"faults":[…]}` where there are several.
  */
private[gateway] object Answer {

  /** The answer of `body`, whatever becomes of it: nothing is thrown across the bridge. */
  def of(body: => Either[Vector[Fault], Json]): String = JsonWriter.write(
    try body.fold(refused, ok => Json.obj("ok" -> ok))
    catch {
      case error: OutOfMemoryError => refused(Vector(VerifyRequest.noMemory(error)))
      case error @ (_: LinkageError | _: StackOverflowError) => refused(Vector(defect(error)))
      case NonFatal(error)                                   => refused(Vector(defect(error)))
    }
  )

  private def refused(faults: Vector[Fault]): Json = faults match {
    case Vector(one) => Json.obj("fault" -> json(one))
    case several     => Json.obj("faults" -> Json.arr(several.map(json)))
  }

  /** A fault as both languages exchange it; what is absent is left out. */
  private def json(fault: Fault): Json = {
    val parts = Vector(
      "code" -> Some(fault.code),
      "message" -> Some(fault.message),
      "owner" -> Some(fault.owner.name),
      "where" -> fault.where,
      "expected" -> fault.expected,
      "found" -> fault.found,
      "next" -> fault.next
    )
    Json.obj(parts.collect { case (name, Some(text)) => name -> Json.str(text) }*)
  }

  private def defect(error: Throwable): Fault = Fault(
    code = "HJ900",
    message = s"the gateway itself failed: $error",
    owner = Owner.Handover,
    found = Some(error.getStackTrace.take(8).mkString("frames=", "; ", "")),
    next = Some("Report it with this message.")
  )
}
