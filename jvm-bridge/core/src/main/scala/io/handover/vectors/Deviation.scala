package io.handover.vectors

/** That the ONNX answer of a vector differs from the estimator's, known since export.
  *
  * @param cause
  *   `converter` or `runtime`
  * @param accepted
  *   id under which somebody accepted it, if somebody did
  */
final case class Deviation(cause: String, accepted: Option[String])
