package io.handover.evaluator.ops

import io.handover.evaluator.tensor.{Kind, Tensor}
import scala.annotation.unused

/** What becomes of groups of elements, one number each. */
private[ops] abstract class Groups {

  /** Takes the group that begins at each of `starts` and lies at `offsets` from there. */
  def apply(a: Tensor, starts: Array[Int], offsets: Array[Int], to: Tensor): Unit
}

/** What is made of the elements of one group: a start, a step for each, an end. */
private[ops] abstract class Fold extends Groups {

  def floatStart: Float = 0f
  def doubleStart: Double = 0d
  def longStart: Long = 0L
  def float(sum: Float, value: Float): Float
  def double(sum: Double, value: Double): Double
  def long(sum: Long, value: Long): Long

  /** What the folded elements come to, when it is not the fold itself. */
  def end: Fold.End = Fold.AsItIs

  final def apply(a: Tensor, starts: Array[Int], offsets: Array[Int], to: Tensor): Unit = {
    var group = 0
    while (group < starts.length) {
      val start = starts(group)
      var i = 0
      a.kind match {
        case Kind.F32 =>
          var sum = floatStart
          while (i < offsets.length) {
            sum = float(sum, a.floats(start + offsets(i)))
            i += 1
          }
          to.floats(group) = end.float(sum, offsets.length)
        case Kind.F64 =>
          var sum = doubleStart
          while (i < offsets.length) {
            sum = double(sum, a.doubles(start + offsets(i)))
            i += 1
          }
          to.doubles(group) = end.double(sum, offsets.length)
        case Kind.I32 =>
          var sum = intStart
          while (i < offsets.length) {
            sum = long(sum, a.ints(start + offsets(i)).toLong).toInt.toLong
            i += 1
          }
          to.ints(group) = end.long(sum, offsets.length).toInt
        case _ =>
          var sum = longStart
          while (i < offsets.length) {
            sum = long(sum, a.longs(start + offsets(i)))
            i += 1
          }
          to.longs(group) = end.long(sum, offsets.length)
      }
      group += 1
    }
  }

  /** Where a fold of 32-bit integers starts. */
  def intStart: Long = longStart
}

private[ops] object Fold {

  /** The last step of a fold, told how many elements went in. */
  trait End {
    def float(sum: Float, count: Int): Float
    def double(sum: Double, count: Int): Double
    def long(sum: Long, count: Int): Long
  }

  private object AsItIs extends End {
    def float(sum: Float, @unused count: Int): Float = sum
    def double(sum: Double, @unused count: Int): Double = sum
    def long(sum: Long, @unused count: Int): Long = sum
  }

  private object ByCount extends End {
    def float(sum: Float, count: Int): Float = sum / count.toFloat
    def double(sum: Double, count: Int): Double = sum / count
    def long(sum: Long, count: Int): Long = if (count == 0) 0L else sum / count
  }

  private object Root extends End {
    def float(sum: Float, @unused count: Int): Float = Math.sqrt(sum.toDouble).toFloat
    def double(sum: Double, @unused count: Int): Double = Math.sqrt(sum)
    def long(sum: Long, @unused count: Int): Long = Math.sqrt(sum.toDouble).toLong
  }

  object Sum extends Fold {
    def float(sum: Float, value: Float): Float = sum + value
    def double(sum: Double, value: Double): Double = sum + value
    def long(sum: Long, value: Long): Long = sum + value
  }

  object Mean extends Fold {
    def float(sum: Float, value: Float): Float = sum + value
    def double(sum: Double, value: Double): Double = sum + value
    def long(sum: Long, value: Long): Long = sum + value
    override def end: End = ByCount
  }

  object SumSquare extends Fold {
    def float(sum: Float, value: Float): Float = sum + value * value
    def double(sum: Double, value: Double): Double = sum + value * value
    def long(sum: Long, value: Long): Long = sum + value * value
  }

  object L1 extends Fold {
    def float(sum: Float, value: Float): Float = sum + Math.abs(value)
    def double(sum: Double, value: Double): Double = sum + Math.abs(value)
    def long(sum: Long, value: Long): Long = sum + Math.abs(value)
  }

  object L2 extends Fold {
    def float(sum: Float, value: Float): Float = sum + value * value
    def double(sum: Double, value: Double): Double = sum + value * value
    def long(sum: Long, value: Long): Long = sum + value * value
    override def end: End = Root
  }

  object Product extends Fold {
    override def floatStart: Float = 1f
    override def doubleStart: Double = 1d
    override def longStart: Long = 1L
    def float(sum: Float, value: Float): Float = sum * value
    def double(sum: Double, value: Double): Double = sum * value
    def long(sum: Long, value: Long): Long = sum * value
  }

  object Max extends Fold {
    override def floatStart: Float = Float.NegativeInfinity
    override def doubleStart: Double = Double.NegativeInfinity
    override def longStart: Long = Long.MinValue
    override def intStart: Long = Int.MinValue.toLong
    def float(sum: Float, value: Float): Float = Math.max(sum, value)
    def double(sum: Double, value: Double): Double = Math.max(sum, value)
    def long(sum: Long, value: Long): Long = Math.max(sum, value)
  }

  object Min extends Fold {
    override def floatStart: Float = Float.PositiveInfinity
    override def doubleStart: Double = Double.PositiveInfinity
    override def longStart: Long = Long.MaxValue
    override def intStart: Long = Int.MaxValue.toLong
    def float(sum: Float, value: Float): Float = Math.min(sum, value)
    def double(sum: Double, value: Double): Double = Math.min(sum, value)
    def long(sum: Long, value: Long): Long = Math.min(sum, value)
  }
}
