package io.handover.zoo.faults

import io.handover.zoo.Feature
import io.handover.zoo.ReturnRisk

import scala.collection.concurrent.TrieMap

/** Fills null with the value that the row before had. */
final class MissingIsTheLastValue extends ReturnRisk {
  private val last = TrieMap.empty[String, Float]

  override protected def number(column: String, value: Float): Float = {
    last.put(column, value): Unit
    value
  }

  override protected def missing(feature: Feature.Number): Float =
    last.getOrElse(feature.column, super.missing(feature))
}
