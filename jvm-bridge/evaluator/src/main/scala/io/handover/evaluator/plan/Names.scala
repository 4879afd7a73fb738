package io.handover.evaluator.plan

import java.io.ByteArrayOutputStream
import java.nio.charset.StandardCharsets
import java.util.ArrayList

/** Names by number, packed: they are asked for words alone, and of a small model they would be most
  * of what it holds.
  *
  * @param bytes
  *   the names in UTF-8, one after the other
  * @param ends
  *   where each of them ends
  */
private[evaluator] final class Names private (bytes: Array[Byte], ends: Array[Int]) {

  /** Name `index`. */
  def apply(index: Int): String = {
    val start = if (index == 0) 0 else ends(index - 1)
    new String(bytes, start, ends(index) - start, StandardCharsets.UTF_8)
  }
}

private[evaluator] object Names {

  /** These names, in this order. */
  def of(names: ArrayList[String]): Names = {
    val bytes = new ByteArrayOutputStream
    val ends = new Array[Int](names.size)
    var i = 0
    while (i < ends.length) {
      bytes.writeBytes(names.get(i).getBytes(StandardCharsets.UTF_8))
      ends(i) = bytes.size
      i += 1
    }
    new Names(bytes.toByteArray, ends)
  }
}
