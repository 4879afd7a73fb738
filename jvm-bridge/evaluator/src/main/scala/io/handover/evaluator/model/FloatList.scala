package io.handover.evaluator.model

import io.handover.onnxfile.WireReader
import java.util.Arrays

/** Floats as they are read; used again for list after list, so that only what is kept is allocated.
  */
private[model] final class FloatList {

  private var values = new Array[Float](8)
  private var count = 0

  /** Forgets those of the list before. */
  def clear(): Unit = count = 0

  /** Adds one. */
  def add(value: Float): Unit = {
    if (count == values.length) grow()
    values(count) = value
    count += 1
  }

  /** Adds those that come next ([[WireReader.floats]]), as a [[LongList]] does. */
  def fill(in: WireReader, tag: Int, end: Long): Unit = {
    var limit = count
    while (count == limit) {
      if (count == values.length) grow()
      limit = Math.min(count + LongList.Piece, values.length)
      count = in.floats(tag, end, values, count, limit)
    }
  }

  /** The floats, in an array of their own. */
  def result(): Array[Float] = Arrays.copyOf(values, count)

  private def grow(): Unit = values = Arrays.copyOf(values, 2 * count)
}
