package io.handover.evaluator.ml

import java.util.{Arrays, TreeMap}

/** Where a key stands in a list of keys; looking one up makes no object.
  *
  * @param sorted
  *   the whole numbers, in order
  * @param placeOf
  *   the place of each of them
  * @param texts
  *   the texts, as they are listed
  * @param slots
  *   a table of their places by hash, one after the other where hashes meet; -1 where none is
  */
private[ml] final class Places private (
    sorted: Array[Long],
    placeOf: Array[Int],
    texts: Array[String],
    slots: Array[Int]
) {

  /** The place of a whole number, -1 when it is none of the keys. */
  def of(key: Long): Int = {
    val at = Arrays.binarySearch(sorted, key)
    if (at < 0) -1 else placeOf(at)
  }

  /** The place of a text, -1 when it is none of the keys. */
  def of(key: String): Int = if (key == null) -1 else slots(Places.slot(key, texts, slots))
}

private[ml] object Places {

  /** The places of these keys.
    *
    * @param lastCounts
    *   whether of keys given twice the last place counts, else the first
    */
  def of(longs: Array[Long], texts: Array[String], lastCounts: Boolean): Places = {
    val byLong = new TreeMap[Long, Integer]
    var i = 0
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
    new Places(sorted, placeOf, texts, slotsOf(texts, lastCounts))
  }

  // At most half of the slots are taken, so that a search ends.
  private def slotsOf(texts: Array[String], lastCounts: Boolean): Array[Int] = {
    val slots = new Array[Int](Integer.highestOneBit(Math.max(4 * texts.length - 1, 1)))
    Arrays.fill(slots, -1)
    var i = 0
    while (i < texts.length) {
      val at = slot(texts(i), texts, slots)
      if (lastCounts || slots(at) < 0) slots(at) = i
      i += 1
    }
    slots
  }

  // Where a text is in the table, or would be.
  private def slot(key: String, texts: Array[String], slots: Array[Int]): Int = {
    val last = slots.length - 1
    val hash = key.hashCode
    var at = (hash ^ hash >>> 16) & last
    while (slots(at) >= 0 && !texts(slots(at)).equals(key)) at = at + 1 & last
    at
  }
}
