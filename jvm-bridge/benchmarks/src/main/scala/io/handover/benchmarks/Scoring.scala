package io.handover.benchmarks

import io.handover.evaluator.EvaluatedTensors
import io.handover.onnxfile.TensorValue
import java.util.concurrent.TimeUnit
import org.openjdk.jmh.annotations.*

/** Many rows a call on the evaluator and on ONNX Runtime, with one thread and a tensor made for
  * each call. The models are those that `benchmarks/evaluator.py` writes.
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
  private var theirs: Runtime = _
  private var inputs = Array.empty[TensorValue]

  /** Opens the model on both and takes the first rows of its data. */
  @Setup
  def open(): Unit = {
    val read = ModelRows.of(model)
    ours = new EvaluatedTensors(read.bytes)
    theirs = new Runtime(read.bytes)
    inputs = read.rows(0, rows)
  }

  /** The evaluator. */
  @Benchmark
  def scala(): Array[TensorValue] =
    ours.run(inputs)

  /** ONNX Runtime. */
  @Benchmark
  def onnxruntime(): AnyRef = theirs.run(inputs)
}
