package io.handover

import io.handover.bundle.Accepted

/** How a verification runs.
  *
  * @param address
  *   what the verdict calls the backend, such as `jvm:com.trasos.SimilarItems`
  * @param only
  *   ids of the vectors to play; all when empty
  * @param accepted
  *   deviations accepted now, beside those in the bundle
  * @param progress
  *   called with (done, total) after each vector of the main pass
  */
final case class VerifySettings(
    address: String,
    only: Vector[String] = Vector.empty,
    accepted: Vector[Accepted] = Vector.empty,
    progress: (Int, Int) => Unit = (_, _) => ()
)
