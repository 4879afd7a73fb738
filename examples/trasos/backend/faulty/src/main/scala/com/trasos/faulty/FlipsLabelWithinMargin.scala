package com.trasos.faulty

import io.handover.evaluator.EvaluatorBackend
import io.handover.{Backend, BackendInfo, Batch, Bundle}

/** Gives the other label where the probability is as good as 0.5; no fault within the tolerance. */
final class FlipsLabelWithinMargin(bundle: Bundle) extends Backend {
  private val right = new EvaluatorBackend(bundle)

  def info: BackendInfo = right.info.copy(name = "trasos-flips-label-within-margin")

  def score(batch: Batch): Batch = {
    val answer = right.score(batch)
    Batch.ofRows(Vector.tabulate(answer.rows)(answer.row).map { row =>
      val undecided = math.abs(row.float("proba") - 0.5f) <= FlipsLabelWithinMargin.asGoodAs
      if (undecided) row.add("label", 1L - row.long("label")) else row
    })
  }

  override def close(): Unit = right.close()
}

private object FlipsLabelWithinMargin {
  val asGoodAs = 5e-7f
}
