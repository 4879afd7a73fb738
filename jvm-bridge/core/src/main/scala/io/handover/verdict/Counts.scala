package io.handover.verdict

import io.handover.json.{Json, Shape}

/** Vectors by outcome; what was not run is never counted as passed. */
final case class Counts(passed: Int = 0, failed: Int = 0, skipped: Int = 0, errored: Int = 0) {

  /** All of them. */
  def total: Int = passed + failed + skipped + errored

  /** These and one more. */
  def add(status: Status): Counts = status match {
    case Status.Passed  => copy(passed = passed + 1)
    case Status.Failed  => copy(failed = failed + 1)
    case Status.Skipped => copy(skipped = skipped + 1)
    case Status.Errored => copy(errored = errored + 1)
  }

  /** The members as the verdict writes them. */
  def fields: Vector[(String, Json)] = Vector(
    "passed" -> Json.int(passed.toLong),
    "failed" -> Json.int(failed.toLong),
    "skipped" -> Json.int(skipped.toLong),
    "errored" -> Json.int(errored.toLong)
  )
}

object Counts {

  /** Reads what `fields` wrote. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Counts =
    Counts(
      shape.count(json, path, "passed").toInt,
      shape.count(json, path, "failed").toInt,
      shape.count(json, path, "skipped").toInt,
      shape.count(json, path, "errored").toInt
    )
}
