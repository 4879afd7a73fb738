package io.handover.conformance

import io.handover.json.Json

/** How one case of a conformance suite ended.
  *
  * @param detail
  *   why it did not pass
  * @param outputs
  *   how far each output was from the expected one, over all data sets
  */
final case class CaseResult(
    name: String,
    ending: Ending,
    detail: Option[String] = None,
    outputs: Vector[OutputResult] = Vector.empty
) {

  /** How far all outputs were from the expected ones. */
  def distance: Distance = outputs.map(_.distance).foldLeft(Distance.none)(_.and(_))

  /** The result as the JSON report has it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "ending" -> Json.str(ending.name),
    "detail" -> Json.optional(detail),
    "elements" -> Json.int(distance.elements),
    "different" -> Json.int(distance.different),
    "max_ulp" -> Json.int(distance.maxUlp),
    "outputs" -> Json.arr(outputs.map(_.json))
  )
}

/** One output of a case.
  *
  * @param promised
  *   the comparison class that the backend gives it, if it gives one
  */
final case class OutputResult(name: String, promised: Option[String], distance: Distance) {

  /** The result as the JSON report has it. */
  def json: Json = Json.obj(
    "name" -> Json.str(name),
    "class" -> Json.optional(promised),
    "elements" -> Json.int(distance.elements),
    "different" -> Json.int(distance.different),
    "max_ulp" -> Json.int(distance.maxUlp)
  )
}

/** The ways in which a case ends. */
sealed abstract class Ending(val name: String)

object Ending {

  /** Every output was as expected. */
  case object Passed extends Ending("passed")

  /** An output was another one. */
  case object Failed extends Ending("failed")

  /** The backend says that it does not run the model: an operator, a type, a version. */
  case object Skipped extends Ending("skipped")

  /** The case could not be read or run. */
  case object Errored extends Ending("errored")

  /** The case fails for a reason that is listed beside the backend. */
  case object Expected extends Ending("expected")

  /** The case is listed as failing, and passed: the list is out of date. */
  case object News extends Ending("news")

  /** All of them, in the order of the report. */
  val all: Vector[Ending] = Vector(Passed, Failed, Skipped, Errored, Expected, News)
}
