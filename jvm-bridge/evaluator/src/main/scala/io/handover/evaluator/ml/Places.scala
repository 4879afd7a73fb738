package io.handover.evaluator.ml

import java.util.{HashMap, TreeMap}

/** Where a key stands in a list of keys; looking one up makes no object.
  *
  * @param lastCounts
  *   whether of keys given twice the last place counts, else the first
  */
private[ml] final class Places(longs: Array[Long], texts: Array[String], lastCounts: Boolean) {

  private val byText = new HashMap[String, Integer]
  private val byLong = new TreeMap[Long, Integer]
  private val sorted = new Array[Long](fill())
  private val placeOf = new Array[Int](sorted.length)
  sort()

  private def fill(): Int = {
    var i = 0
    while (i < texts.length) {
      if (lastCounts) byText.put(texts(i), Integer.valueOf(i)): Unit
      else byText.putIfAbsent(texts(i), Integer.valueOf(i)): Unit
      i += 1
    }
    i = 0
    while (i < longs.length) {
      if (lastCounts) byLong.put(longs(i), Integer.valueOf(i)): Unit
      else byLong.putIfAbsent(longs(i), Integer.valueOf(i)): Unit
      i += 1
    }
    byLong.size
  }

  private def sort(): Unit = {
    val each = byLong.entrySet.iterator
    var at = 0
    while (each.hasNext) {
      val key = each.next()
      sorted(at) = key.getKey
      placeOf(at) = key.getValue.intValue
      at += 1
    }
    byLong.clear()
  }

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
