package io.handover.benchmarks

import io.handover.ColumnData
import io.handover.evaluator.EvaluatedTensors
import io.handover.onnxfile.TensorValue
import java.lang.management.ManagementFactory
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*

/** Starts, scores one row and then 20,000, and prints what that took: `FirstRow scala MODEL`.
  *
  * Milliseconds from the start of the JVM to the first answer, and of processor time until then,
  * which other work on the machine moves less; megabytes resident after the batch; bytes of heap
  * that the model holds.
  */
object FirstRow {

  /** Runs `scala` or `onnxruntime` on a model below `-Dhandover.models`. */
  def main(arguments: Array[String]): Unit = {
    val directory = Path.of(sys.props("handover.models"), arguments(1))
    val bytes = Files.readAllBytes(directory.resolve("model.onnx"))
    val one = row(directory.resolve("row.tsv"))
    val run: Vector[TensorValue] => Any = arguments(0) match {
      case "scala" =>
        val model = EvaluatedTensors
          .open(bytes)
          .fold(faults => throw new IllegalStateException(faults.head.line), identity)
        rows => model.run(rows)
      case _ =>
        val model = new Runtime(bytes)
        rows => model.run(rows)
    }
    val _ = run(one)
    val started = System.currentTimeMillis - ManagementFactory.getRuntimeMXBean.getStartTime
    val cpu = processorMillis()
    val _ = run(ModelRows.of(arguments(1)).columns)
    val memory = resident()
    val file = bytes.length
    println(s"launch=$started cpu=$cpu resident=$memory file=$file held=${held(bytes)}")
  }

  private def processorMillis(): Long = ManagementFactory.getOperatingSystemMXBean match {
    case system: com.sun.management.OperatingSystemMXBean => system.getProcessCpuTime / 1000000
    case _                                                => 0L
  }

  // Name and values of each column, read with next to nothing: both sides pay for what this loads.
  private def row(file: Path): Vector[TensorValue] =
    Files.readAllLines(file).asScala.toVector.map { line =>
      val cells = line.split('\t')
      val data =
        if (cells(1) == "text") new ColumnData.Text(cells.drop(2))
        else new ColumnData.F32(cells.drop(2).map(java.lang.Float.parseFloat(_)))
      new TensorValue(cells(0), Vector(1, data.size), data)
    }

  // What a second copy of the model adds to the heap.
  private def held(bytes: Array[Byte]): Long = {
    val before = used()
    val copies = Vector.fill(32)(EvaluatedTensors.open(bytes))
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
