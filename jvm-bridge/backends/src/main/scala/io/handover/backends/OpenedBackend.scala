package io.handover.backends

import io.handover.bundle.Accepted
import io.handover.loading.LoadedBackend

/** A backend ready to answer, and what a person accepted about it. */
final case class OpenedBackend(loaded: LoadedBackend, accepted: Vector[Accepted])
    extends AutoCloseable {

  /** Closes the backend and its classes. */
  def close(): Unit = loaded.close()
}
