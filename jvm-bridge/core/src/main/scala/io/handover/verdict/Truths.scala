package io.handover.verdict

import io.handover.json.Json

/** What each of the truths there are says at the place of a mismatch. */
final case class Truths(source: Option[Json], wire: Option[Json], onnx: Json) {

  /** By name, as the verdict writes them. */
  def named: Vector[(String, Json)] =
    (source.map("source" -> _) ++ wire.map("wire" -> _)).toVector :+ ("onnx" -> onnx)

  /** As the verdict writes them. */
  def json: Json = Json.obj(named: _*)
}
