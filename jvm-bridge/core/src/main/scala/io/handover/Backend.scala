package io.handover

/** What answers for a model: typed columns in, typed columns out, row for row.
  *
  * Inputs are the contract's input columns by name and in contract order; the answer has the
  * contract's output columns by name, as many rows, in the same order. An implementation simply
  * throws when it cannot answer; the [[Verifier]] reports that per vector. It needs a public
  * constructor without parameters, or with one [[Bundle]], to be loaded by name. `score` is called
  * from several threads at once.
  *
  * {{{
  * final class AlwaysHalf extends Backend {
  *   def info: BackendInfo = BackendInfo("always-half", "1.0")
  *   def score(batch: Batch): Batch =
  *     Batch.of(Column.floats("proba", Array.fill(batch.rows)(0.5f)))
  * }
  * }}}
  */
trait Backend extends Implementation {

  /** The answers for the rows of `batch`, in the same order. */
  def score(batch: Batch): Batch
}
