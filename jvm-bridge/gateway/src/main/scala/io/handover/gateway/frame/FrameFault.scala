package io.handover.gateway.frame

import io.handover.{Fault, Owner}

/** What is wrong with a frame, thrown inside the reader and caught at its one entry. */
private[frame] final class FrameFault private (val fault: Fault)
    extends RuntimeException(fault.line, null, false, false)

private[gateway] object FrameFault {

  /** A fault of the frame called `where`. */
  def of(
      code: String,
      message: String,
      where: String,
      expected: Option[String] = None,
      found: Option[String] = None
  ): Fault = Fault(
    code = code,
    message = message,
    owner = Owner.Handover,
    where = Some(where),
    expected = expected,
    found = found,
    next = Some("The jar and the Python package are of different versions: install again.")
  )

  private[frame] def refuse(
      code: String,
      message: String,
      where: String,
      expected: Option[String] = None,
      found: Option[String] = None
  ): Nothing = throw new FrameFault(of(code, message, where, expected, found))
}
