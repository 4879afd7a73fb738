package io.handover.parity

import io.handover.vectors.{Stage, TestVector}
import io.handover.verdict.{DeterminismCheck, Mismatch, Note, OutputDifference, ScoringError, Skip}

/** What came of the vectors of one stage.
  *
  * @param isPlayed
  *   false when the implementation has no such stage: its vectors are counted as skipped
  * @param worst
  *   how far each column of an answer was off
  * @param vacuous
  *   why it proves nothing, where it does not
  */
private[parity] final case class StagePlayed(
    stage: Stage,
    isPlayed: Boolean,
    played: Vector[Played],
    worst: Vector[OutputDifference] = Vector.empty,
    mismatches: Vector[Mismatch] = Vector.empty,
    vacuous: Vector[ScoringError] = Vector.empty,
    determinism: Vector[DeterminismCheck] = Vector.empty,
    notes: Vector[Note] = Vector.empty,
    absent: Option[Skip] = None
) {

  /** Vectors that could not be judged, then what proves nothing. */
  def errors: Vector[ScoringError] =
    played.collect { case Played.Errored(_, error) => error } ++ vacuous

  /** The stage as a whole where it was not played, else each vector that was not. */
  def skips: Vector[Skip] =
    if (isPlayed) played.collect { case Played.Skipped(vector, why) => Skip(vector.id, why) }
    else absent.toVector
}

private[parity] object StagePlayed {

  /** A stage that the implementation does not have. */
  def absent(stage: Stage, vectors: Vector[TestVector], why: String): StagePlayed =
    StagePlayed(
      stage,
      isPlayed = false,
      vectors.map(Played.Skipped(_, why)),
      absent = Some(Skip(s"stage $stage", why))
    )
}
