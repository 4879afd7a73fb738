package io.handover.evaluator.ml

import java.util.HashMap

/** Where a key stands in a list of keys; looking one up makes no object.
  *
  * @param lastCounts
  *   whether of keys given twice the last place counts, else the first
  */
private[ml] final class Places(longs: Array[Long], texts: Array[String], lastCounts: Boolean) {

  private val byText = new HashMap[String, Integer]
  inOrder(texts.indices).foreach(i => byText.put(texts(i), i))

  private val distinct = inOrder(longs.indices).map(i => longs(i) -> i).toMap.toVector.sorted
  private val sorted = distinct.map(_._1).toArray
  private val placeOf = distinct.map(_._2).toArray

  /** The place of a whole number, -1 when it is none of the keys. */
  def of(key: Long): Int = {
    val at = java.util.Arrays.binarySearch(sorted, key)
    if (at < 0) -1 else placeOf(at)
  }

  /** The place of a text, -1 when it is none of the keys. */
  def of(key: String): Int = {
    val place = byText.get(key)
    if (place == null) -1 else place.intValue
  }

  private def inOrder(places: Range): Range = if (lastCounts) places else places.reverse
}
