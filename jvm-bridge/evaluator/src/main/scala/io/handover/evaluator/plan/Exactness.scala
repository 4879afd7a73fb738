package io.handover.evaluator.plan

/** How near an answer is to ONNX Runtime's on one thread, best first by `rank`. */
private[evaluator] sealed abstract class Exactness(val rank: Int) {

  /** The words for it. */
  def text: String
}

private[evaluator] object Exactness {

  /** The same bits on every machine. */
  case object Bits extends Exactness(0) {
    def text: String = "bits"
  }

  /** The same bits where ONNX Runtime multiplies and adds in one step, as AVX2 and ARM64 do. */
  case object BitsOnFma extends Exactness(1) {
    def text: String = "bits on FMA"
  }

  /** At most so many units in the last place apart, as measured. */
  final case class Ulp(most: Int) extends Exactness(2) {
    def text: String = s"ulp <= $most"
  }

  /** A choice by numbers that are near: the same unless two of them nearly tie. */
  case object Label extends Exactness(3) {
    def text: String = "same but for near ties"
  }

  /** Sums in another order: near, with no bound in units of the last place. */
  case object Near extends Exactness(4) {
    def text: String = "near"
  }

  /** The worse of two. */
  def worse(a: Exactness, b: Exactness): Exactness = (a, b) match {
    case (Ulp(x), Ulp(y))      => Ulp(x.max(y))
    case _ if a.rank >= b.rank => a
    case _                     => b
  }

  /** The class of what an operator makes of inputs of class `inputs`.
    *
    * @param own
    *   the operator's class for inputs that are equal to the bit
    * @param moves
    *   whether it only moves elements about
    * @param chooses
    *   whether its output is a choice: an index, a label, a truth value
    */
  def after(inputs: Exactness, own: Exactness, moves: Boolean, chooses: Boolean): Exactness =
    if (inputs.rank <= BitsOnFma.rank) worse(inputs, own)
    else if (moves) inputs
    else if (chooses) Label
    else Near
}
