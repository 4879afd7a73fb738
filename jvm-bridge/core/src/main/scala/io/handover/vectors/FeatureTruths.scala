package io.handover.vectors

import io.handover.contract.FeatureContract
import io.handover.json.{Json, Shape}
import io.handover.{Row, Value}

/** Reads what a vector of the features stage expects: the oracle's features for its raw row. */
private[vectors] final class FeatureTruths(features: FeatureContract, shape: Shape) {
  private val expected = new ExpectedReader(shape)

  /** The vector with what its line expects; what does not fit is noted in `shape`. */
  def add(told: TestVector, json: Json): TestVector = {
    val outcome = expected.outcome(json)(truths => Outcome.Features(columns(truths)))
    val row = outcome match {
      case Outcome.Rejection(_, _) => RawRowReader.typed(features.inputs, told.input)
      case _                       =>
        val read = RawRowReader.read(features.inputs, told.input)
        read.left.toSeq.flatten.foreach { case (path, wanted) => shape.wrong(path, wanted) }
        read.toOption
    }
    told.copy(row = row, outcome = outcome)
  }

  private def columns(truths: Json): Row = {
    val read = expected.row(truths, "features", features.columns)
    features.columns.foldLeft(read) { (row, column) =>
      val value = VectorReader.missing(row.value(column.name))
      if (value == Value.Null && !column.nullable)
        shape.wrong(s"$$.expected.features.${column.name}", "a value")
      row.add(column.name, value)
    }
  }
}
