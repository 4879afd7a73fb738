package io.handover.benchmarks

import java.lang.management.ManagementFactory
import java.nio.file.{Files, Path}
import java.util.Arrays

/** Starts, scores one row and then 20,000 of it, and prints what that took: `FirstRow scala MODEL`.
  *
  * Milliseconds from the start of the JVM to the first answer, and of processor time until then,
  * which other work on the machine moves less; megabytes resident after the batch. Plain loops and
  * Java's own classes, so that ONNX Runtime's side loads nothing of Scala's library.
  */
object FirstRow {

  private final val Batch = 20000

  /** Runs `scala` or `onnxruntime` on a model below `-Dhandover.models`. */
  def main(arguments: Array[String]): Unit = {
    val directory = Path.of(System.getProperty("handover.models"), arguments(1))
    val bytes = Files.readAllBytes(directory.resolve("model.onnx"))
    val lines = Files.readAllLines(directory.resolve("row.tsv"))
    val names = new Array[String](lines.size)
    val columns = new Array[Object](lines.size)
    var i = 0
    while (i < names.length) {
      val cells = lines.get(i).split("\t")
      names(i) = cells(0)
      columns(i) = column(cells(1), Arrays.copyOfRange[String](cells, 2, cells.length))
      i += 1
    }
    val model: Opened =
      if (arguments(0).equals("scala")) new EvaluatorOpened(bytes) else new RuntimeOpened(bytes)
    model.run(names, columns, 1)
    val launch = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean.getStartTime
    val cpu = processorMillis
    i = 0
    while (i < columns.length) {
      columns(i) = repeated(columns(i))
      i += 1
    }
    model.run(names, columns, Batch)
    System.out.println(s"launch=$launch cpu=$cpu resident=$resident")
  }

  private def column(kind: String, cells: Array[String]): Object =
    if (kind.equals("text")) cells
    else {
      val values = new Array[Float](cells.length)
      var i = 0
      while (i < values.length) {
        values(i) = java.lang.Float.parseFloat(cells(i))
        i += 1
      }
      values
    }

  private def repeated(row: Object): Object = row match {
    case one: Array[Float] =>
      val cells = new Array[Float](Batch * one.length)
      var i = 0
      while (i < cells.length) {
        cells(i) = one(i % one.length)
        i += 1
      }
      cells
    case texts =>
      val cells = new Array[String](Batch)
      var i = 0
      while (i < cells.length) {
        cells(i) = texts.asInstanceOf[Array[String]](0)
        i += 1
      }
      cells
  }

  private def processorMillis: Long =
    ManagementFactory.getOperatingSystemMXBean
      .asInstanceOf[com.sun.management.OperatingSystemMXBean]
      .getProcessCpuTime / 1000000

  private def resident: Long = {
    val lines = Files.readAllLines(Path.of("/proc/self/status")).iterator
    var found = 0L
    while (lines.hasNext) {
      val line = lines.next()
      if (line.startsWith("VmRSS"))
        found = java.lang.Long.parseLong(line.replaceAll("\\D", "")) / 1024
    }
    found
  }
}
