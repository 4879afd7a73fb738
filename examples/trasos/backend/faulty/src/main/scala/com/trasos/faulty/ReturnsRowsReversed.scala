package com.trasos.faulty

import com.trasos.ConversionPropensity
import io.handover.{Backend, BackendInfo, Batch}

/** Gives the answers of a batch back to front; one row at a time, nobody would see. */
final class ReturnsRowsReversed extends Backend {
  private val right = new ConversionPropensity

  def info: BackendInfo = right.info

  def score(batch: Batch): Batch = {
    val answer = right.score(batch)
    Batch.ofRows(Vector.tabulate(answer.rows)(answer.row).reverse)
  }
}
