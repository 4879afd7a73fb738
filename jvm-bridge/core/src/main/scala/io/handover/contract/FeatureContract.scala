package io.handover.contract

/** The features stage of a contract: raw rows in, the model's inputs out.
  *
  * @param inputs
  *   the fields of a raw row
  * @param columns
  *   the model's inputs as answers of this stage, in contract order, each with how far it may lie
  *   from the oracle's
  */
final case class FeatureContract(inputs: Vector[RawField], columns: Vector[OutputColumn])
