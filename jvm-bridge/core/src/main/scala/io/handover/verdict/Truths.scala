package io.handover.verdict

import io.handover.json.{Json, Shape}

/** What each of the truths there are says at the place of a mismatch. */
final case class Truths(source: Option[Json], wire: Option[Json], onnx: Json) {

  /** By name, as the verdict writes them. */
  def named: Vector[(String, Json)] =
    (source.map("source" -> _) ++ wire.map("wire" -> _)).toVector :+ ("onnx" -> onnx)

  /** As the verdict writes them. */
  def json: Json = Json.obj(named: _*)
}

object Truths {

  /** Reads what `json` wrote; none where there is an empty object. */
  private[verdict] def read(shape: Shape, path: String, json: Json): Option[Truths] = {
    val told = shape.members(json, path, "truths")
    if (told.nonEmpty && !told.contains("onnx")) shape.wrong(s"$path.truths.onnx", "a value")
    told.get("onnx").map(Truths(told.get("source"), told.get("wire"), _))
  }
}
