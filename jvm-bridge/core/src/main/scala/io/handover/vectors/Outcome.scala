package io.handover.vectors

import io.handover.Row

/** What a vector expects of an implementation. */
sealed trait Outcome {

  /** The row that an answer is compared with; none where the row must be refused. */
  def reference: Option[Row]
}

object Outcome {

  /** An answer, as each of the three truths gives it.
    *
    * @param source
    *   the estimator on the row the data scientist has; none where a file was handed over alone
    * @param wire
    *   the estimator on the row rounded to the input types; none where there is no `source`
    * @param onnx
    *   the model file on ONNX Runtime under the bundle's profile
    */
  final case class Answer(source: Option[Row], wire: Option[Row], onnx: Row) extends Outcome {
    def reference: Option[Row] = Some(onnx)
  }

  /** The model's inputs, as the oracle of the features stage makes them. */
  final case class Features(expected: Row) extends Outcome {
    def reference: Option[Row] = Some(expected)
  }

  /** A refusal: the first input rule that the row breaks, and the column that breaks it. */
  final case class Rejection(code: String, column: String) extends Outcome {
    def reference: Option[Row] = None
  }
}
