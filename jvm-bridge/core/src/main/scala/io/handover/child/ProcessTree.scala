package io.handover.child

import scala.jdk.CollectionConverters.*

/** A process with everything that it started, which is ended with it.
  *
  * Children of a process that has ended belong to nobody: [[look]] notes them while it runs.
  */
private[child] final class ProcessTree(root: ProcessHandle) {
  private var seen = Set.empty[ProcessHandle]

  /** Notes the processes that there are now. */
  def look(): Unit = synchronized {
    seen = (seen ++ (seen + root).flatMap(ProcessTree.descendants)).filter(_.isAlive)
  }

  /** Ends them all, by force. */
  def kill(): Unit = synchronized {
    look()
    (seen + root).foreach(_.destroyForcibly())
  }
}

private[child] object ProcessTree {

  /** Ends, by force, whatever this JVM has started. */
  def killOwn(): Unit = descendants(ProcessHandle.current).foreach(_.destroyForcibly())

  private def descendants(process: ProcessHandle): Set[ProcessHandle] =
    process.descendants.iterator.asScala.toSet
}
