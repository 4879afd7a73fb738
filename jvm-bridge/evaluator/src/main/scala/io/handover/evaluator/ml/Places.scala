package io.handover.evaluator.ml

import java.util.{HashMap, TreeMap}

/** Where a key stands in a list of keys; looking one up makes no object. */
private[ml] final class Places private (
    sorted: Array[Long],
    placeOf: Array[Int],
    byText: HashMap[String, Integer]
) {

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
}

private[ml] object Places {

  /** The places of these keys.
    *
    * @param lastCounts
    *   whether of keys given twice the last place counts, else the first
    */
  def of(longs: Array[Long], texts: Array[String], lastCounts: Boolean): Places = {
    val byText = new HashMap[String, Integer]
    var i = 0
    while (i < texts.length) {
      if (lastCounts || !byText.containsKey(texts(i)))
        byText.put(texts(i), Integer.valueOf(i)): Unit
      i += 1
    }
    val byLong = new TreeMap[Long, Integer]
    i = 0
    while (i < longs.length) {
      if (lastCounts || !byLong.containsKey(longs(i)))
        byLong.put(longs(i), Integer.valueOf(i)): Unit
      i += 1
    }
    val sorted = new Array[Long](byLong.size)
    val placeOf = new Array[Int](sorted.length)
    val each = byLong.entrySet.iterator
    i = 0
    while (each.hasNext) {
      val key = each.next()
      sorted(i) = key.getKey
      placeOf(i) = key.getValue.intValue
      i += 1
    }
    new Places(sorted, placeOf, byText)
  }
}
