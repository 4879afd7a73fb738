package io.handover.conformance

import scala.io.{Codec, Source}
import scala.util.Using

/** Cases that fail through no fault of the backend, each with the reason: lines of a resource file
  * beside this class, `case: reason`.
  */
private[conformance] final class ExpectedFailures(reasons: Map[String, String]) {

  /** The result with what is known about its case. */
  def judge(result: CaseResult): CaseResult = (reasons.get(result.name), result.ending) match {
    case (Some(reason), Ending.Failed | Ending.Errored) =>
      result.copy(ending = Ending.Expected, detail = Some(reason))
    case (Some(reason), Ending.Passed) =>
      result.copy(ending = Ending.News, detail = Some(s"passes, but is listed: $reason"))
    case _ => result
  }
}

private[conformance] object ExpectedFailures {

  /** What is listed for `backend`. */
  def of(backend: String): ExpectedFailures =
    Option(getClass.getResourceAsStream(s"expected-failures-$backend.txt")) match {
      case None         => new ExpectedFailures(Map.empty)
      case Some(stream) =>
        val lines =
          Using.resource(stream)(Source.fromInputStream(_)(Codec.UTF8).getLines().toVector)
        new ExpectedFailures(
          lines.map(_.trim).filter(line => line.nonEmpty && !line.startsWith("#")).map { line =>
            val (name, reason) = line.span(_ != ':')
            name.trim -> reason.drop(1).trim
          }.toMap
        )
    }
}
