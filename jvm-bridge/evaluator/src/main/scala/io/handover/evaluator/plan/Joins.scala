package io.handover.evaluator.plan

import io.handover.evaluator.model.{Attribute, Node, ValueInfo}
import io.handover.evaluator.tensor.{Kind, Tensor}
import java.util.HashMap

/** Which values are matrices side by side: a step may read the parts of such a Concat where they
  * lie.
  */
private[plan] final class Joins {

  // The parts of each matrix; one that is no Concat is its own only part.
  private val parts = new HashMap[Int, Array[Int]]

  /** The places whose columns, in order, are those of `slot`. */
  def partsOf(slot: Int): Array[Int] = {
    val found = parts.get(slot)
    if (found == null) single(slot) else found
  }

  /** Notes an input of the graph. */
  def input(slot: Int, declared: ValueInfo): Unit = if (declared.rank == 2) matrix(slot)

  /** Notes what a node makes of its inputs.
    *
    * @param kind
    *   the kind of its first output
    * @param second
    *   the value of its second input where it is known, else null
    */
  def node(node: Node, in: Array[Int], out: Int, kind: Kind, second: Tensor): Unit =
    node.operator match {
      case "Concat" =>
        if (besideOneAnother(node) && areMatrices(in) && kind == Kind.F32) join(in, out)
      case "Flatten" => matrix(out)
      case "Reshape" => if (second != null && second.size == 2) matrix(out)
      case "Binarizer" | "Cast" | "Identity" | "Imputer" | "Normalizer" | "Scaler" =>
        if (parts.containsKey(in(0))) matrix(out)
      case _ => ()
    }

  private def besideOneAnother(node: Node): Boolean = {
    val axis = new Attribute.OfInt("axis", 1L)
    var i = 0
    while (i < node.attributes.length && node.attributes(i) != axis) i += 1
    i < node.attributes.length
  }

  private def areMatrices(slots: Array[Int]): Boolean = {
    var i = 0
    while (i < slots.length && parts.containsKey(slots(i))) i += 1
    i == slots.length
  }

  private def matrix(slot: Int): Unit = { val _ = parts.put(slot, single(slot)) }

  private def single(slot: Int): Array[Int] = {
    val one = new Array[Int](1)
    one(0) = slot
    one
  }

  private def join(in: Array[Int], out: Int): Unit = {
    var all = new Array[Int](0)
    var i = 0
    while (i < in.length) {
      val more = partsOf(in(i))
      val before = all.length
      all = java.util.Arrays.copyOf(all, before + more.length)
      System.arraycopy(more, 0, all, before, more.length)
      i += 1
    }
    val _ = parts.put(out, all)
  }
}
