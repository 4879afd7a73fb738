package io.handover.benchmarks

import ai.onnxruntime.OrtSession.SessionOptions
import ai.onnxruntime.{OnnxTensor, OrtEnvironment, OrtSession}
import io.handover.evaluator.EvaluatedTensors
import io.handover.evaluator.model.TensorFile
import io.handover.onnxfile.TensorValue
import io.handover.{ColumnData, Fault}
import java.nio.FloatBuffer
import java.nio.file.{Files, Path}
import java.util.concurrent.TimeUnit
import org.openjdk.jmh.annotations.*
import scala.jdk.CollectionConverters.*

/** One row and many rows of a model file, on the evaluator and on ONNX Runtime with one thread and
  * a tensor made for each call. The models are those that `benchmarks/evaluator.py` writes.
  */
@State(Scope.Thread)
@BenchmarkMode(Array(Mode.AverageTime))
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
class Scoring {

  /** The directory of the model below `-Dhandover.models`. */
  @Param(Array("boosting", "forest", "mixed"))
  var model: String = ""

  /** How many rows a call has. */
  @Param(Array("1", "20000"))
  var rows: Int = 0

  private var ours: EvaluatedTensors = _
  private var theirs: OrtSession = _
  private var names = Vector.empty[String]
  private var inputs = Vector.empty[TensorValue]
  private val environment = OrtEnvironment.getEnvironment()

  /** Opens the model on both and takes the first rows of its data. */
  @Setup
  def open(): Unit = {
    val directory = Path.of(sys.props("handover.models"), model)
    val bytes = Files.readAllBytes(directory.resolve("model.onnx"))
    ours = EvaluatedTensors.open(bytes).fold(refused, identity)
    val options = new SessionOptions
    options.setIntraOpNumThreads(1)
    options.setInterOpNumThreads(1)
    theirs = environment.createSession(bytes, options)
    names = theirs.getInputNames.asScala.toVector
    inputs = names.indices.toVector.map { index =>
      val file = directory.resolve("test_data_set_0").resolve(s"input_$index.pb")
      first(TensorFile.read(Files.readAllBytes(file)).fold(f => refused(Vector(f)), identity))
    }
  }

  /** The evaluator. */
  @Benchmark
  def scala(): Vector[TensorValue] =
    ours.run(inputs).fold(fault => refused(Vector(fault)), identity)

  /** ONNX Runtime. */
  @Benchmark
  def onnxruntime(): AnyRef = {
    val tensors = new java.util.HashMap[String, OnnxTensor]
    var i = 0
    while (i < inputs.length) {
      tensors.put(names(i), tensor(inputs(i)))
      i += 1
    }
    val result = theirs.run(tensors)
    try Array(result.get(0).getValue, result.get(1).getValue)
    finally {
      result.close()
      tensors.values.forEach(_.close())
    }
  }

  private def tensor(value: TensorValue): OnnxTensor = {
    val shape = value.shape.map(_.toLong).toArray
    value.data match {
      case data: ColumnData.F32 =>
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(data.values), shape)
      case data: ColumnData.Text => OnnxTensor.createTensor(environment, data.values, shape)
      case other                 => throw new IllegalArgumentException(s"no benchmark has $other")
    }
  }

  private def first(value: TensorValue): TensorValue = {
    val width = value.shape.drop(1).product
    val data = value.data match {
      case all: ColumnData.F32  => new ColumnData.F32(all.values.take(rows * width))
      case all: ColumnData.Text => new ColumnData.Text(all.values.take(rows * width))
      case other                => throw new IllegalArgumentException(s"no benchmark has $other")
    }
    new TensorValue(value.name, rows +: value.shape.tail, data)
  }

  private def refused(faults: Vector[Fault]): Nothing =
    throw new IllegalStateException(faults.map(_.line).mkString("\n"))
}
