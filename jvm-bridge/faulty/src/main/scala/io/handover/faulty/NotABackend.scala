package io.handover.faulty

/** Scores, but is no backend. */
final class NotABackend {

  /** The answer to everything. */
  def score(row: Map[String, Any]): Double = row.size.toDouble
}
