package io.handover.verdict

import io.handover.json.{Json, Shape}

/** What came of something that was tried: four things everywhere, never one boolean. */
sealed abstract class Status(val name: String) {
  override def toString: String = name
}

object Status {

  /** It holds. */
  case object Passed extends Status("passed")

  /** It does not hold. */
  case object Failed extends Status("failed")

  /** It was not tried, for a reason that is given. */
  case object Skipped extends Status("skipped")

  /** It could not be judged, for a cause that is given. */
  case object Errored extends Status("errored")

  /** Reads member `status`. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Status =
    shape.one(json, path, "status", "passed, failed, skipped or errored", Errored: Status)(
      _.text.flatMap(name => Vector(Passed, Failed, Skipped, Errored).find(_.name == name))
    )
}
