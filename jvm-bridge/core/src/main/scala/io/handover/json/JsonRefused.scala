package io.handover.json

import scala.util.control.NoStackTrace

/** Carries a refusal out of the parser's callbacks; never leaves this package. */
private[json] final case class JsonRefused(code: String, message: String)
    extends RuntimeException(message)
    with NoStackTrace
