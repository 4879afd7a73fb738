package io.handover.evaluator.model

import io.handover.onnxfile.WireReader
import java.util.Arrays

/** Texts as they are read; used again for list after list, so that only what is kept is allocated.
  */
private[model] final class TextList {

  private var values = new Array[String](8)
  private var count = 0

  /** Forgets those of the list before. */
  def clear(): Unit = count = 0

  /** Adds one. */
  def add(value: String): Unit = {
    if (count == values.length) grow()
    values(count) = value
    count += 1
  }

  /** Adds those that come next and were there before ([[WireReader.texts]]), as a [[LongList]]
    * does.
    */
  def fill(
      in: WireReader,
      tag: Int,
      end: Long,
      known: Array[Array[Byte]],
      texts: Array[String]
  ): Unit = {
    var limit = count
    while (count == limit) {
      if (count == values.length) grow()
      limit = Math.min(count + LongList.Piece, values.length)
      count = in.texts(tag, end, known, texts, values, count, limit)
    }
  }

  /** The texts, in an array of their own. */
  def result(): Array[String] = Arrays.copyOf[String](values, count)

  private def grow(): Unit = values = Arrays.copyOf[String](values, 2 * count)
}
