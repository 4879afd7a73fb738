package io.handover.onnxfile

import scala.util.control.NoStackTrace

/** Carries the reason why bytes are no ONNX model out of a reader, whose caller makes it a fault.
  */
private[handover] final case class BrokenModel(reason: String)
    extends RuntimeException(reason)
    with NoStackTrace
