package io.handover.evaluator.trees

/** A loop that runs once, at load, over as many nodes as a model has.
  *
  * The JVM compiles a method after some hundred calls, but a loop within a method only after 60,000
  * rounds, which is later than most forests end: so a few rounds are a call. They are not one call
  * each: the first compiler counts every call that it has compiled.
  */
private[trees] abstract class ColdLoop {

  /** What is done for the numbers `from` until `until`. */
  protected def piece(from: Int, until: Int): Unit

  /** The rounds 0 until `count`. */
  final def run(count: Int): Unit = {
    var i = 0
    while (i < count) {
      val until = Math.min(i + ColdLoop.Piece, count)
      piece(i, until)
      i = until
    }
  }
}

private[trees] object ColdLoop {

  // The rounds of one call, few enough that their loop is soon called often.
  private final val Piece = 32
}
