package io.handover.bundle

import io.handover.json.Json

/** The determinism profile: under which runtime, threads and batch shapes the truths were recorded.
  */
final case class Profile(json: Json) {

  /** The runtime, `onnxruntime`. */
  def runtime: Option[String] = json.get("runtime").flatMap(_.text)

  /** The version that recorded the truths. */
  def producedWith: Option[String] = json.get("producedWith").flatMap(_.text)

  /** The oldest version allowed. */
  def minimum: Option[String] = range("min").flatMap(_.text)

  /** The first version that is too new. */
  def below: Option[String] = range("below").flatMap(_.text)

  /** Versions between that are refused. */
  def except: Vector[String] =
    range("except").flatMap(_.elements).getOrElse(Vector.empty).flatMap(_.text)

  /** True unless the profile allows batches of one row only. */
  def allowsBatches: Boolean =
    json.get("batch").flatMap(_.elements).forall(_.exists(_ != Json.int(1)))

  /** The runtime's optimisation level: `all` unless the profile says another. */
  def optimization: String = json.get("optimization").flatMap(_.text).getOrElse("all")

  /** How near the graph can come for the output called `name`, as the export composed it. */
  def classOf(name: String): Option[String] =
    json.get("classes").flatMap(_.get(name)).flatMap(_.text)

  private def range(name: String): Option[Json] = json.get("range").flatMap(_.get(name))
}
