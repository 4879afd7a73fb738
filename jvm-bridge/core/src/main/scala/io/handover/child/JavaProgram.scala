package io.handover.child

import java.nio.file.{Files, Path}

/** The `java` program of this JVM, which a child is started with. */
private[child] object JavaProgram {

  /** Its path: that of the Java home, or whatever runs this JVM where the home has none. */
  def path: String = {
    val home = Path.of(sys.props.getOrElse("java.home", ""))
    val named = Vector("java", "java.exe").map(home.resolve("bin").resolve(_))
    named
      .find(Files.isExecutable(_))
      .map(_.toString)
      .getOrElse(ProcessHandle.current.info.command.orElse("java"))
  }
}
