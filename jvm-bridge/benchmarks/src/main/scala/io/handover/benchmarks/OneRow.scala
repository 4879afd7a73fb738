package io.handover.benchmarks

import io.handover.evaluator.{EvaluatorBackend, RowScorer}
import java.util.concurrent.TimeUnit
import org.openjdk.jmh.annotations.*

/** One row a call: values set one by one, answers read one by one, the next row at every call.
  *
  * ONNX Runtime gets tensors made for each call; PMML4S, with `-Dhandover.pmml4s=JARS` and a
  * `model.pmml` beside the model, gets its own array of values.
  */
@State(Scope.Thread)
@BenchmarkMode(Array(Mode.AverageTime))
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
class OneRow {

  /** The directory of the model below `-Dhandover.models`. */
  @Param(Array("boosting", "forest", "mixed"))
  var model: String = ""

  private var rows: ModelRows = _
  private var scorer: RowScorer = _
  private var runtime: Runtime = _
  private var pmml: Option[Pmml4s] = None
  private var next = 0

  /** Opens the model everywhere. */
  @Setup
  def open(): Unit = {
    rows = ModelRows.of(model)
    scorer = EvaluatorBackend
      .open(rows.bytes, rows.contract)
      .fold(faults => throw new IllegalStateException(faults.map(_.line).mkString("\n")), identity)
      .rowScorer()
    runtime = new Runtime(rows.bytes)
    pmml = Pmml4s.of(rows)
  }

  /** The evaluator. */
  @Benchmark
  def scala(): Float = {
    val row = turn()
    var column = 0
    while (column < rows.columns.length) {
      rows.set(scorer, column, row)
      column += 1
    }
    scorer.score()
    scorer.float(1)
  }

  /** ONNX Runtime. */
  @Benchmark
  def onnxruntime(): AnyRef = runtime.run(rows.one(turn()))

  /** PMML4S. */
  @Benchmark
  def pmml4s(): AnyRef =
    pmml.getOrElse(throw new IllegalStateException("no PMML of this model")).predict(turn())

  private def turn(): Int = {
    next = if (next == ModelRows.Kept - 1) 0 else next + 1
    next
  }
}
