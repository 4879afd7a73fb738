package io.handover.cli

import java.io.{FileDescriptor, FileOutputStream, PrintStream}
import java.nio.charset.StandardCharsets.UTF_8

/** `java -jar handover.jar`: verify on the JVM alone, with no Python about. */
object Main {

  /** Runs the command and ends the JVM with its exit code. */
  def main(arguments: Array[String]): Unit = {
    // UTF-8 whatever the locale: reports hold the contract's own words.
    val out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)
    val err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8)
    // What a backend prints must not end up in the report.
    System.setOut(err)
    val code = new Program(out, err).run(arguments.toList)
    out.flush()
    // Not exit: threads that a backend left behind, and hooks it registered, would run on.
    Runtime.getRuntime.halt(code)
  }
}
