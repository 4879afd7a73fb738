package io.handover.parity

import io.handover.Owner
import io.handover.verdict.{Conclusion, DeterminismCheck, Mismatch, Note, ScoringError, Status}

/** What the verdict says in one sentence: which side is wrong, and what is known of the truths. */
private[parity] object Conclusions {

  /** The commonest cause of the mismatches, or what else keeps the verdict from passing. */
  def conclude(
      mismatches: Vector[Mismatch],
      errors: Vector[ScoringError],
      determinism: Vector[DeterminismCheck]
  ): Option[Conclusion] = {
    val broken = determinism.filter(check => isBroken(check.status)).map(_.check)
    if (mismatches.nonEmpty) Some(commonest(mismatches))
    else if (errors.nonEmpty) Some(backend(errorSentence(errors)))
    else if (broken.nonEmpty)
      Some(
        backend(
          s"The backend does not agree with itself (${broken.mkString(", ")}): it is not deterministic."
        )
      )
    else None
  }

  /** The header's counts of disagreeing truths, as sentences. */
  def notes(deviating: Map[String, Long]): Vector[Note] =
    noted.flatMap { case (cause, sentence) =>
      deviating.get(cause).filter(_ > 0).map { count =>
        val vectors = if (count == 1) "1 vector has" else s"$count vectors have"
        Note(cause, count, s"$vectors $sentence")
      }
    }

  // Where causes tie, the one whose mending may mend the others comes first.
  private val sentences = Vector[(Cause, String)](
    Cause.Runtime ->
      ("The model file itself is answered otherwise here than where it was exported: the runtime, " +
        "its version or its build is at fault, not the model."),
    Cause.Converter ->
      ("The backend agrees with the estimator; the exported model does not. The conversion to ONNX " +
        "is at fault, not the backend."),
    Cause.Rounding ->
      ("The backend answers for the unrounded row: it computes with wider numbers than the " +
        "contract's inputs, so its answers belong to rows it can never receive."),
    Cause.Backend ->
      "The model file gives the expected answers, the backend gives others: its own code is at fault."
  )

  private def commonest(mismatches: Vector[Mismatch]): Conclusion = {
    val (cause, sentence) = sentences.maxBy { case (cause, _) =>
      mismatches.count(_.attribution.cause == cause)
    }
    val vectors = mismatches.filter(_.attribution.cause == cause).map(_.vector).distinct.length
    val unit = if (vectors == 1) "vector" else "vectors"
    Conclusion(cause.name, s"$sentence ($vectors $unit)", cause.owner)
  }

  private def errorSentence(errors: Vector[ScoringError]): String = {
    val first = errors(0)
    first.code match {
      case "HV101" => "No vector was played, which proves nothing."
      case "HV102" => s"Every answer is NaN: ${first.message}."
      case _       =>
        val count = errors.count(_.vector.isDefined)
        val about = count match {
          case 0 => ""
          case 1 => " for 1 vector"
          case _ => s" for $count vectors"
        }
        val said = if (first.message.isEmpty) first.exception else first.message
        s"The backend gives no answer at all$about: $said"
    }
  }

  private def backend(sentence: String): Conclusion =
    Conclusion(Cause.Backend.name, sentence, Owner.BackendOwner)

  private def isBroken(status: Status): Boolean =
    status == Status.Failed || status == Status.Errored

  private val noted: Vector[(String, String)] = Vector(
    "rounding" ->
      ("another answer on the unrounded row: what is measured in Python is not quite what is served."),
    "converter" ->
      ("another answer in ONNX than in the estimator, accepted at export: backends are held to ONNX."),
    "runtime" ->
      "another answer on ONNX Runtime than the model file says, accepted at export."
  )
}
