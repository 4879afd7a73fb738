package io.handover.zoo.faults

import io.handover.zoo.ReturnRisk
import io.handover.{Row, Value}

import scala.collection.concurrent.TrieMap

/** Remembers answers by seller, town and weekday. */
final class CachesByTooFewColumns extends ReturnRisk {
  private val known = TrieMap.empty[Vector[Value], Row]

  override protected def answer(row: Row): Row =
    known.getOrElseUpdate(Vector("seller", "town", "weekday").map(row.value), super.answer(row))
}
