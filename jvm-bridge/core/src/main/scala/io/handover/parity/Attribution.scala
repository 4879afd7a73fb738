package io.handover.parity

/** Who caused a mismatch, and what it looks like.
  *
  * @param hint
  *   the nearest known fault, only ever one that was checked
  */
final case class Attribution(cause: Cause, hint: Option[String])

object Attribution {

  /** Compares neighbouring truths: the first pair that differs names the cause.
    *
    * The rules are the table `tests/shared/attribution.json`, which Python runs too.
    */
  def of(evidence: Evidence): Attribution = {
    val cause = causeOf(evidence)
    val hint = cause match {
      case Cause.Backend => Hints.of(evidence)
      case Cause.Runtime => Hints.ofThird(evidence)
      case _             => None
    }
    Attribution(cause, hint)
  }

  private def causeOf(evidence: Evidence): Cause = {
    import evidence.{agree, obtained, onnx, source, wire}
    if (formal.contains(evidence.kind)) Cause.Backend
    else if (wire.exists(truth => !agree(truth, onnx) && agree(truth, obtained)))
      evidence.deviation.getOrElse(Cause.Converter)
    // Code around the model file may be wrong too: the same file beside it tells the two apart.
    else if (evidence.runsModelFile && evidence.controlled.forall(!agree(onnx, _)))
      Cause.Runtime
    else if (evidence.controlled.exists(found => !agree(onnx, found) && agree(found, obtained)))
      Cause.Runtime
    else if (source.exists(agree(_, obtained)) && !wire.exists(agree(_, obtained))) Cause.Rounding
    else Cause.Backend
  }

  private val formal: Set[MismatchKind] =
    Set(MismatchKind.Outcome, MismatchKind.Type, MismatchKind.Null, MismatchKind.Length)
}
