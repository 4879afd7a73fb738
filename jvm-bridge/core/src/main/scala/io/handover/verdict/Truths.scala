package io.handover.verdict

import io.handover.json.Json

/** What each of the three truths says at the place of a mismatch. */
final case class Truths(source: Json, wire: Json, onnx: Json) {

  /** As the verdict writes them. */
  def json: Json = Json.obj("source" -> source, "wire" -> wire, "onnx" -> onnx)
}
