package io.handover.parity

import io.handover.verdict.Skip
import io.handover.{Backend, ModelContract, Row}
import scala.util.control.NonFatal

/** The bundle's model file on a runtime of ours, beside the backend; opened when a vector fails. */
private[handover] final class Control(open: => Option[Backend], contract: ModelContract)
    extends AutoCloseable {

  private var opened = Option.empty[Either[String, Option[Backend]]]

  /** What the model file answers for a row, when it can be run. */
  val answer: Row => Option[Row] = row =>
    backend.flatMap { found =>
      new BackendCall(found, contract).ask(Vector(row)) match {
        case BackendReply.Answered(rows) => rows.headOption
        case _                           => None
      }
    }

  /** Says that a control was wanted and could not be had. */
  def skip: Vector[Skip] = opened match {
    case Some(Left(why)) =>
      Vector(Skip("control", s"the model file could not be run beside the backend: $why"))
    case Some(Right(None)) =>
      Vector(Skip("control", "nothing here can run the model file beside the backend"))
    case _ => Vector.empty
  }

  /** Closes the control, if one was opened. */
  def close(): Unit = opened.foreach(_.foreach(_.foreach(_.close())))

  private def backend: Option[Backend] = {
    if (opened.isEmpty)
      opened = Some(
        try Right(open)
        catch {
          case NonFatal(thrown) =>
            Left(s"${thrown.getClass.getName}: ${ThrownError.firstLine(thrown)}")
          case missing: LinkageError =>
            Left(s"${missing.getClass.getName}: ${ThrownError.firstLine(missing)}")
        }
      )
    opened.flatMap(_.toOption).flatten
  }
}
