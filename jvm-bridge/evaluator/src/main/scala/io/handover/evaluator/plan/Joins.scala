package io.handover.evaluator.plan

import io.handover.evaluator.model.{Attribute, Node, ValueInfo}
import io.handover.evaluator.tensor.{Kind, Tensor}
import scala.collection.mutable

/** Which values are matrices side by side: a step may read the parts of such a Concat where they
  * lie.
  */
private[plan] final class Joins {

  private val matrices = mutable.Set.empty[Int]
  private val parts = mutable.HashMap.empty[Int, Vector[Int]]

  /** The places whose columns, in order, are those of `slot`. */
  def partsOf(slot: Int): Vector[Int] = parts.getOrElse(slot, Vector(slot))

  /** Notes an input of the graph. */
  def input(slot: Int, declared: ValueInfo): Unit =
    if (declared.shape.exists(_.length == 2)) matrices += slot

  /** Notes what a node makes of its inputs; `kind` is that of its first output. */
  def node(
      node: Node,
      in: Vector[Int],
      out: Int,
      kind: Kind,
      constant: Int => Option[Tensor]
  ): Unit =
    node.operator match {
      case "Concat" =>
        val second = node.attributes.contains(Attribute.OfInt("axis", 1L))
        if (second && in.forall(matrices) && kind == Kind.F32) {
          matrices += out
          parts.update(out, in.flatMap(partsOf))
        }
      case "Flatten"                    => matrices += out
      case name if Joins.keepRank(name) => if (matrices(in.head)) matrices += out
      case "Reshape" if in.lift(1).flatMap(constant(_)).exists(_.size == 2) => matrices += out
      case _                                                                => ()
    }
}

private[plan] object Joins {

  private val keepRank =
    Set("Binarizer", "Cast", "Identity", "Imputer", "Normalizer", "Scaler")
}
