package io.handover.parity

import io.handover.Value
import io.handover.contract.Tolerance

/** Compares neighbour ids: places whose expected scores agree form a group without an order. */
private[parity] final class NeighbourOrder(reference: Reference, expected: Vector[Value]) {

  private val groups: Vector[Vector[Int]] = {
    val joined = reference.score.toVector.flatMap { score =>
      score.expected match {
        case Value.Many(scores) =>
          scores.zip(scores.drop(1)).map { case (a, b) => Scalars.pass(score.measure, a, b) }
        case _ => Vector.empty
      }
    }
    expected.indices.foldLeft(Vector.empty[Vector[Int]]) { (done, place) =>
      if (place > 0 && joined.lift(place - 1).contains(true)) done.init :+ (done.last :+ place)
      else done :+ Vector(place)
    }
  }

  /** How the obtained ids, as many as expected, compare. */
  def compare(obtained: Vector[Value]): Comparison =
    if (reference.tolerance.ties == Tolerance.AscendingId) ascending(obtained)
    else anyOrder(obtained)

  private def anyOrder(obtained: Vector[Value]): Comparison = {
    val misplaced = groups.zipWithIndex.flatMap { case (places, index) =>
      val allowed = places.map(expected) ++ tiesOf(index)
      leftOver(places.map(place => place -> obtained(place)), allowed)
    }
    if (misplaced.isEmpty) Comparison(None)
    else
      Comparison(Some(if (strange(obtained)) MismatchKind.Value else MismatchKind.Order), misplaced)
  }

  private def ascending(obtained: Vector[Value]): Comparison = {
    val right = groups.zipWithIndex.flatMap { case (places, index) =>
      (places.map(expected) ++ tiesOf(index)).sorted(NeighbourOrder.byId).take(places.length)
    }
    val misplaced = expected.indices.filter(place => obtained(place) != right(place)).toVector
    if (misplaced.isEmpty) Comparison(None)
    else if (strange(obtained)) Comparison(Some(MismatchKind.Value), anyOrder(obtained).at)
    else {
      val kind = if (anyOrder(obtained).passes) MismatchKind.Ties else MismatchKind.Order
      Comparison(Some(kind), misplaced)
    }
  }

  private def tiesOf(group: Int): Vector[Value] =
    if (group == groups.length - 1) reference.ties else Vector.empty

  private def strange(obtained: Vector[Value]): Boolean =
    obtained.diff(expected ++ reference.ties).nonEmpty

  private def leftOver(placed: Vector[(Int, Value)], allowed: Vector[Value]): Vector[Int] =
    placed
      .foldLeft((Vector.empty[Int], allowed)) { case ((wrong, left), (place, id)) =>
        if (left.contains(id)) (wrong, left.diff(Vector(id))) else (wrong :+ place, left)
      }
      ._1
}

private[parity] object NeighbourOrder {

  /** Ids ascending: numbers by value, text by code unit. */
  val byId: Ordering[Value] = (left: Value, right: Value) =>
    (left, right) match {
      case (Value.I64(a), Value.I64(b))   => a.compare(b)
      case (Value.I32(a), Value.I32(b))   => a.compare(b)
      case (Value.Text(a), Value.Text(b)) => a.compareTo(b)
      case _                              => 0
    }
}
