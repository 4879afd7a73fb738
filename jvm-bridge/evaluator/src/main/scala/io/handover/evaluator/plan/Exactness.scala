package io.handover.evaluator.plan

/** How near an operator's answer is to ONNX Runtime's on one thread, for the same inputs. */
private[evaluator] sealed abstract class Exactness(val text: String)

private[evaluator] object Exactness {

  /** The same bits on every machine. */
  case object Bits extends Exactness("bits")

  /** The same bits where ONNX Runtime multiplies and adds in one step, as AVX2 and ARM64 do. */
  case object BitsOnFma extends Exactness("bits on FMA")

  /** At most so many units in the last place apart, as measured. */
  final case class Ulp(most: Int) extends Exactness(s"ulp <= $most")

  /** Sums in another order: near, with no bound in units of the last place. */
  case object Near extends Exactness("near")
}
