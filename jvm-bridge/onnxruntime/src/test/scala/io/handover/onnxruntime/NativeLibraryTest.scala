package io.handover.onnxruntime

import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.Path
import java.util.concurrent.TimeUnit

class NativeLibraryTest extends munit.FunSuite {

  test("loads however long the command line is") {
    val long = Vector.fill(4)("a" * 30000)
    assertEquals(run(long), (0, "loaded"))
  }

  private def run(arguments: Vector[String]): (Int, String) = {
    val java = Path.of(sys.props("java.home"), "bin", "java").toString
    val command = Vector(java, "-cp", sys.props("java.class.path"), "-Xss1m") ++
      Vector("io.handover.onnxruntime.LoadsTheLibrary") ++ arguments
    val process = new ProcessBuilder(command: _*).redirectErrorStream(true).start()
    process.getOutputStream.close()
    val output = new String(process.getInputStream.readAllBytes(), UTF_8).trim
    assert(process.waitFor(60, TimeUnit.SECONDS), "the child JVM did not end")
    (process.exitValue(), output.linesIterator.toVector.lastOption.getOrElse(""))
  }
}
