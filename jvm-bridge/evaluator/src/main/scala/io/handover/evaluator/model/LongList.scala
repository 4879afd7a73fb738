package io.handover.evaluator.model

import io.handover.onnxfile.WireReader
import java.util.Arrays

/** Whole numbers as they are read; used again for list after list, so that only what is kept is
  * allocated.
  */
private[model] final class LongList {

  private var values = new Array[Long](8)
  private var count = 0

  /** Forgets those of the list before. */
  def clear(): Unit = count = 0

  /** Adds one. */
  def add(value: Long): Unit = {
    if (count == values.length) grow()
    values(count) = value
    count += 1
  }

  /** Adds those that come next ([[WireReader.varints]]).
    *
    * A few at a time, so that the loop that reads them is compiled soon: the JVM counts calls, and
    * rounds of a loop only by the ten thousand.
    */
  def fill(in: WireReader, tag: Int, end: Long): Unit = {
    var limit = count
    while (count == limit) {
      if (count == values.length) grow()
      limit = Math.min(count + LongList.Piece, values.length)
      count = in.varints(tag, end, values, count, limit)
    }
  }

  /** The numbers, in an array of their own. */
  def result(): Array[Long] = Arrays.copyOf(values, count)

  private def grow(): Unit = values = Arrays.copyOf(values, 2 * count)
}

private[model] object LongList {

  /** How many numbers are read at a time. */
  final val Piece = 32
}
