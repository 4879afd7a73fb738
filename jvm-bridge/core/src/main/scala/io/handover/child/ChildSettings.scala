package io.handover.child

import java.io.OutputStream

/** How a child JVM is started and how long it may take.
  *
  * @param main
  *   the class whose `main` calls [[ChildTask.run]]
  * @param classpath
  *   where that class and all that it needs are
  * @param seconds
  *   the deadline, the start of the JVM included
  * @param heap
  *   the largest heap, such as `2g`; that of this JVM unless given
  * @param output
  *   where the first part of what the child prints goes as it is printed
  */
private[handover] final case class ChildSettings(
    main: String,
    classpath: Vector[String],
    seconds: Double = ChildSettings.Seconds,
    heap: Option[String] = None,
    output: OutputStream = System.err
)

private[handover] object ChildSettings {

  /** The deadline unless another is given; the same as in Python. */
  val Seconds: Double = 300.0

  private val heapSize = "[1-9][0-9]{0,9}[kKmMgG]?".r

  /** Whether `text` is a size that `-Xmx` takes. */
  def isHeap(text: String): Boolean = heapSize.matches(text)
}
