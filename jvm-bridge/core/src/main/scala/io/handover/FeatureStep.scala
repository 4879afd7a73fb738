package io.handover

/** What makes features: a raw row in, the model's inputs out.
  *
  * The raw row has the fields that the contract lists under `features.inputs`, in its order: cells
  * as in any row, arrays of any length (`longs`, `texts`, …), objects (`nested`) and arrays of
  * objects (`rows`). The answer has the model's input columns by name and in their types, null
  * where the contract allows it; for floats NaN is the same null. Anything else is as for every
  * [[Implementation]]; a class that makes features and answers extends [[Backend]] too.
  *
  * {{{
  * final class VisitLength extends FeatureStep {
  *   def info: BackendInfo = BackendInfo("visit-length", "1.0")
  *   def features(raw: Row): Row = {
  *     val times = raw.rows("events").map(_.long("at_ms"))
  *     val dwell =
  *       if (times.length < 2) Value.Null
  *       else Value.F32(((times.last - times.head) / 1000.0).toFloat)
  *     Row.empty.add("country", raw.text("country")).add("dwell_s", dwell)
  *   }
  * }
  * }}}
  */
trait FeatureStep extends Implementation {

  /** The model's inputs for one raw row. */
  def features(raw: Row): Row
}
