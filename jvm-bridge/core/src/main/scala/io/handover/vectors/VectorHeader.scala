package io.handover.vectors

import io.handover.json.Json

/** `vectors/header.json`: how many vectors of which flags, what they cover, where the truths
  * differ.
  *
  * @param flags
  *   per flag, what its vectors are for
  * @param deviating
  *   per truth (`rounding`, `converter`, `runtime`), how many vectors deviate
  * @param estimated
  *   an estimator is among the oracles; without one nothing can be said of a conversion
  * @param json
  *   the whole header, for what only reports show
  */
final case class VectorHeader(
    count: Long,
    flags: Map[String, VectorHeader.Flag],
    deviating: Map[String, Long],
    estimated: Boolean,
    json: Json
)

object VectorHeader {

  /** A group of vectors.
    *
    * @param catches
    *   which bug it finds
    * @param effect
    *   what that bug does in production
    */
  final case class Flag(count: Long, catches: String, effect: String)
}
