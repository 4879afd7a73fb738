package io.handover.benchmarks

import io.handover.evaluator.EvaluatedTensors
import java.nio.file.{Files, Path}

/** Prints the bytes of heap that one more copy of a model holds, and those of its file. */
object HeldBytes {

  private val Copies = 32

  /** Measures the model below `-Dhandover.models`. */
  def main(arguments: Array[String]): Unit = {
    val bytes =
      Files.readAllBytes(Path.of(sys.props("handover.models"), arguments(0), "model.onnx"))
    // The first one loads what all of them share.
    val first = new EvaluatedTensors(bytes)
    val before = used()
    val copies = Vector.fill(Copies)(new EvaluatedTensors(bytes))
    val held = (used() - before) / Copies
    if ((first +: copies).exists(_.inputs == 0)) throw new IllegalStateException("no inputs")
    println(s"held=$held file=${bytes.length}")
  }

  private def used(): Long = {
    (1 to 5).foreach { _ =>
      System.gc()
      Thread.sleep(50)
    }
    java.lang.Runtime.getRuntime.totalMemory - java.lang.Runtime.getRuntime.freeMemory
  }
}
