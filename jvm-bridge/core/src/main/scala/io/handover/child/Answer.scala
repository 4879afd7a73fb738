package io.handover.child

import io.handover.json.Json
import io.handover.{Fault, Owner}

/** What a child JVM answers: `{"ok":{…}}`, `{"fault":{…}}`, or `{"faults":[…]}` where there are
  * several.
  */
private[handover] object Answer {

  /** The answer of `body`, whatever becomes of it: nothing is thrown to the parent. */
  def of(body: => Either[Vector[Fault], Json]): Json =
    try body.fold(refused, ok => Json.obj("ok" -> ok))
    catch {
      case error: OutOfMemoryError => refused(Vector(noMemory(error)))
      case error: Throwable        => refused(Vector(defect(error)))
    }

  /** What an answer holds; nothing when it is none. */
  def read(answer: Json): Option[Either[Vector[Fault], Json]] = {
    val faults = answer.get("fault").map(Vector(_)).orElse(answer.get("faults").flatMap(_.elements))
    answer.get("ok").map(Right(_)).orElse {
      val read = faults.map(_.map(Fault.read))
      read.filter(found => found.nonEmpty && found.forall(_.isDefined)).map(found =>
        Left(found.flatten)
      )
    }
  }

  private def refused(faults: Vector[Fault]): Json = faults match {
    case Vector(one) => Json.obj("fault" -> one.json)
    case several     => Json.obj("faults" -> Json.arr(several.map(_.json)))
  }

  private def noMemory(error: OutOfMemoryError): Fault = Fault(
    code = "HJ302",
    message = s"the JVM ran out of memory: ${error.getMessage}",
    owner = Owner.BackendOwner,
    expected = Some(s"heap=${Runtime.getRuntime.maxMemory >> 20} MiB"),
    next = Some("Find what the backend holds on to, or give the JVM more memory with --heap.")
  )

  private def defect(error: Throwable): Fault = Fault(
    code = "HJ900",
    message = s"handover itself failed on the JVM: $error",
    owner = Owner.Handover,
    found = Some(error.getStackTrace.take(8).mkString("frames=", "; ", "")),
    next = Some("Report it with this message.")
  )
}
