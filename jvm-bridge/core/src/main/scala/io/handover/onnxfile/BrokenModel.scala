package io.handover.onnxfile

import scala.util.control.NoStackTrace

/** Carries the reason why bytes are no ONNX model out of the walk; never leaves this package. */
private[onnxfile] final case class BrokenModel(reason: String)
    extends RuntimeException(reason)
    with NoStackTrace
