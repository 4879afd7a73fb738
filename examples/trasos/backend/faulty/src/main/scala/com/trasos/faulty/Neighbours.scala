package com.trasos.faulty

import io.handover.{Batch, Row}

/** One neighbour in an answer of similar items. */
final case class Neighbour(id: Long, score: Float)

object Neighbours {

  /** The answer with the neighbours of each row in another order. */
  def reordered(answer: Batch)(order: Vector[Neighbour] => Vector[Neighbour]): Batch = {
    val width = answer.column("item_ids").width
    val ids = answer.column("item_ids").longs.grouped(width)
    val scores = answer.column("scores").floats.grouped(width)
    Batch.ofRows(ids.zip(scores).map { case (rowIds, rowScores) =>
      val neighbours = order(rowIds.zip(rowScores).map { case (id, score) =>
        Neighbour(id, score)
      }.toVector)
      Row.empty.add(
        "item_ids",
        neighbours.map(_.id).toArray
      ).add("scores", neighbours.map(_.score).toArray)
    }.toVector)
  }
}
