package io.handover.backends

import io.handover.evaluator.{EvaluatorBackend, Explanation, ExplanationText}
import io.handover.json.Json
import io.handover.loading.RefusedByBackend
import io.handover.parity.InputBatch
import io.handover.vectors.{Stage, TestVector}
import io.handover.{Bundle, Fault, ModelContract, Owner, Verifier}
import java.nio.file.Path

/** Asks what every node of a bundle's model makes of one vector, and where another one parts.
  *
  * @param id
  *   the vector
  * @param against
  *   a second vector, to find the first node where the two differ
  */
final case class ExplainRequest(bundle: Path, id: String, against: Option[String]) {

  /** Text and JSON, or why there are none. */
  def run(): Either[Vector[Fault], Explained] =
    for {
      opened <- Bundle.open(bundle)
      vector <- ExplainRequest.find(opened, id)
      other <- against.fold[Either[Vector[Fault], Option[TestVector]]](Right(None))(
        ExplainRequest.find(opened, _).map(Some(_))
      )
      backend <- EvaluatorBackend.open(opened)
      first <- ExplainRequest.explain(backend, opened.contract, vector)
      second <- other.fold[Either[Vector[Fault], Option[Explanation]]](Right(None))(
        ExplainRequest.explain(backend, opened.contract, _).map(Some(_))
      )
    } yield Explained(vector, other, first, second)
}

/** What [[ExplainRequest]] found. */
final case class Explained(
    vector: TestVector,
    other: Option[TestVector],
    explanation: Explanation,
    against: Option[Explanation]
) {

  private val parting = against.flatMap(explanation.firstDifference)

  /** The report for a terminal. */
  def text: String = {
    val head =
      s"${vector.id}: ${vector.why}" +: other.toVector.map(o => s"against ${o.id}: ${o.why}")
    val end = against.toVector.map { _ =>
      parting.fold("no node makes anything else of the two")(ExplanationText.difference)
    }
    (head ++ Vector("") ++ ExplanationText.lines(explanation) ++ end.flatMap(Vector("", _)))
      .mkString("\n")
  }

  /** The report as JSON. */
  def json: Json = Json.obj(
    "format" -> Json.str("handover-explanation/1"),
    "vector" -> Json.str(vector.id),
    "explanation" -> explanation.json,
    "against" -> Json.optional(other.map(_.id)),
    "first_difference" -> parting.fold[Json](Json.Null) { found =>
      Json.obj(
        "step" -> Json.int(found.number.toLong),
        "node" -> Json.str(found.step.node),
        "value" -> Json.str(found.left.name),
        "index" -> Json.int(found.index.toLong)
      )
    }
  )
}

object ExplainRequest {

  private def find(bundle: Bundle, id: String): Either[Vector[Fault], TestVector] =
    bundle.vectors.find(_.id == id).toRight(Vector(Verifier.unknownId(id)))

  private def explain(
      backend: EvaluatorBackend,
      contract: ModelContract,
      vector: TestVector
  ): Either[Vector[Fault], Explanation] =
    vector.row.filter(_ => vector.stage == Stage.Model) match {
      case None =>
        Left(
          Vector(
            Fault(
              code = "HV202",
              message = s"${kind(vector)}, no model gets to see it",
              owner = Owner.BackendOwner,
              where = Some(vector.id),
              next = Some("Explain a vector that a model answers.")
            )
          )
        )
      case Some(row) =>
        try Right(backend.explain(InputBatch.of(contract, Vector(row))))
        catch { case refused: RefusedByBackend => Left(Vector(refused.fault)) }
    }

  private def kind(vector: TestVector): String =
    if (vector.stage == Stage.Features) "the row is raw, for the features stage"
    else "the row is not of the contract's types"
}
