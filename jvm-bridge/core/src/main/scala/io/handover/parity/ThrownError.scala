package io.handover.parity

import io.handover.verdict.ScoringError

/** What a person needs of an exception: class, message, the backend's own frames, the causes. */
private[handover] object ThrownError {

  private val MostFrames = 8
  private val MostCauses = 5
  private val LongestLine = 500

  /** The error without a vector. */
  def of(thrown: Throwable): ScoringError = ScoringError(
    None,
    "HV301",
    thrown.getClass.getName,
    firstLine(thrown),
    frames(thrown),
    causes(thrown)
  )

  /** The first line of an exception's message. */
  def firstLine(thrown: Throwable): String =
    Option(thrown.getMessage)
      .flatMap(_.linesIterator.nextOption())
      .fold("")(_.trim.take(LongestLine))

  // Below these frames there is only handover's own code.
  private def frames(thrown: Throwable): Vector[String] =
    thrown.getStackTrace.toVector
      .takeWhile(frame => !frame.getClassName.startsWith("io.handover.parity."))
      .take(MostFrames)
      .map(_.toString)

  private def causes(thrown: Throwable): Vector[String] =
    Iterator
      .iterate(Option(thrown.getCause))(_.flatMap(cause => Option(cause.getCause)))
      .takeWhile(_.isDefined)
      .flatten
      .take(MostCauses)
      .map(cause => s"${cause.getClass.getName}: ${firstLine(cause)}")
      .toVector
}
