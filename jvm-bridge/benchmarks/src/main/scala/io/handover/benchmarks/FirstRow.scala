package io.handover.benchmarks

import io.handover.evaluator.EvaluatedTensors
import java.lang.management.ManagementFactory
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*

/** Starts, scores one row and then 20,000, and prints what that took: `FirstRow scala MODEL`.
  *
  * Milliseconds from the start of the JVM to the first answer; megabytes resident after the batch;
  * bytes of heap that the model holds.
  */
object FirstRow {

  /** Runs `scala` or `onnxruntime` on a model below `-Dhandover.models`. */
  def main(arguments: Array[String]): Unit = {
    val rows = ModelRows.of(arguments(1))
    val begin = System.nanoTime
    val run: Int => Any = arguments(0) match {
      case "scala" =>
        val model = EvaluatedTensors
          .open(rows.bytes)
          .fold(faults => throw new IllegalStateException(faults.head.line), identity)
        count => model.run(rows.rows(0, count))
      case _ =>
        val model = new Runtime(rows.bytes)
        count => model.run(rows.rows(0, count))
    }
    val _ = run(1)
    val first = (System.nanoTime - begin) / 1000000
    val started = System.currentTimeMillis - ManagementFactory.getRuntimeMXBean.getStartTime
    val _ = run(20000)
    println(
      s"first=$first launch=$started resident=${resident()} file=${rows.bytes.length} held=${held(rows.bytes)}"
    )
  }

  // What a second copy of the model adds to the heap.
  private def held(bytes: Array[Byte]): Long = {
    val before = used()
    val copies = Vector.fill(4)(EvaluatedTensors.open(bytes))
    val after = used()
    if (copies.exists(_.isLeft)) 0L else (after - before) / copies.length
  }

  private def used(): Long = {
    (1 to 5).foreach { _ =>
      System.gc()
      Thread.sleep(50)
    }
    java.lang.Runtime.getRuntime.totalMemory - java.lang.Runtime.getRuntime.freeMemory
  }

  private def resident(): Long =
    Files.readAllLines(Path.of("/proc/self/status")).asScala
      .collectFirst {
        case line if line.startsWith("VmRSS") => line.filter(_.isDigit).toLong / 1024
      }
      .getOrElse(0L)
}
