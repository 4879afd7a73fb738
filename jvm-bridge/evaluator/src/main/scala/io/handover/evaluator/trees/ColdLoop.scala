package io.handover.evaluator.trees

/** A loop that runs once, at load, over as many nodes as a model has.
  *
  * The JVM compiles a method after some hundred calls, but a loop within a method only after 60,000
  * rounds, which is later than most forests end: so each round is a call, and all loops share the
  * code around it.
  */
private[trees] abstract class ColdLoop {

  /** What is done for number `i`. */
  protected def round(i: Int): Unit

  /** The rounds 0 until `count`. */
  final def run(count: Int): Unit = {
    var i = 0
    while (i < count) {
      val until = Math.min(i + ColdLoop.Piece, count)
      piece(i, until)
      i = until
    }
  }

  private def piece(from: Int, until: Int): Unit = {
    var i = from
    while (i < until) {
      round(i)
      i += 1
    }
  }
}

private[trees] object ColdLoop {

  // The rounds of one call, few enough that their loop is soon called often.
  private final val Piece = 32
}
