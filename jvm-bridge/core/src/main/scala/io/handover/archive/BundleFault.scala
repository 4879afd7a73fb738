package io.handover.archive

import io.handover.{Fault, Owner}

/** Makes the faults of a file that is not the bundle it should be. */
private[handover] object BundleFault {

  /** A fault at `where`, with the one next step that is always right for a damaged bundle. */
  def apply(
      code: String,
      message: String,
      where: String,
      expected: Option[String] = None,
      found: Option[String] = None,
      next: String = "Fetch the bundle again, or export it again; never edit it by hand."
  ): Fault =
    Fault(code, message, Owner.DataScientist, Some(where), expected, found, Some(next))
}
