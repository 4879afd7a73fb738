package io.handover.child

import java.lang.management.ManagementFactory
import scala.jdk.CollectionConverters.*

/** The options that a child JVM is started with: those of this JVM, and a few of our own.
  *
  * A backend finds the system properties, agents and opened packages that this JVM was given. What
  * listens on a port is left out, since the port is taken: a debugger, remote management.
  *
  * @param inherited
  *   the options of this JVM; none where the Java has no `java.management`
  */
private[handover] final case class JvmOptions(inherited: Option[Vector[String]]) {

  /** The options for a child whose crash report goes to `crash`. */
  def of(settings: ChildSettings, crash: String): Vector[String] = {
    val kept = inherited.getOrElse(Vector.empty).filterNot(JvmOptions.listens)
    quick(kept) ++ quiet(kept) ++ kept ++ settings.heap.map(size => s"-Xmx$size") ++
      Vector(s"-XX:ErrorFile=$crash", "-XX:-CreateCoredumpOnCrash")
  }

  /** Variables of the environment whose options are among the inherited ones. */
  def variables: Vector[String] =
    inherited.toVector.flatMap(_ => Vector("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"))

  // A verification is over in seconds: a quick start is worth more than peak speed. Two collectors
  // are one too many for a JVM.
  private def quick(kept: Vector[String]): Vector[String] =
    Vector("-XX:+UseSerialGC").filterNot(_ => kept.exists(JvmOptions.collector.matches)) :+
      "-XX:TieredStopAtLevel=1"

  // Java 24 and later warn about native libraries and Unsafe.
  private def quiet(kept: Vector[String]): Vector[String] =
    if (Runtime.version.feature < 24) Vector.empty
    else
      Vector(
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED"
      ).filterNot(kept.contains)
}

private[handover] object JvmOptions {
  private val collector = "-XX:\\+Use\\w+GC".r
  private val listening =
    Vector("-agentlib:jdwp", "-Xrunjdwp", "-Xdebug", "-Dcom.sun.management.jmxremote")

  /** The options of this JVM. */
  def here: JvmOptions = JvmOptions(
    // A Java of its own making may lack the module.
    try Some(ManagementFactory.getRuntimeMXBean.getInputArguments.asScala.toVector)
    catch { case _: LinkageError => None }
  )

  /** Whether a debugger listens to, or was attached to, a JVM with these options. */
  def isDebugged: Boolean = here.inherited.exists(_.exists(_.contains("jdwp")))

  private def listens(option: String): Boolean = listening.exists(start => option.startsWith(start))
}
