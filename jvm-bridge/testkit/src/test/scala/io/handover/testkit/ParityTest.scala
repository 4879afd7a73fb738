package io.handover.testkit

import io.handover.onnxruntime.OnnxRuntimeBackend
import io.handover.{Backend, BackendInfo, Batch, Bundle}
import munit.FunSuite

class ParityTest extends FunSuite {

  private val bundlePath = "fixtures/basket-1.0.0.handover"

  private def onnxruntime(bundle: Bundle): Backend =
    OnnxRuntimeBackend.open(bundle, None).fold(fault => fail(fault.toString), identity)

  /** Answers with the row before: what a buffer that is shared between calls does. */
  private final class OneRowBehind(inner: Backend) extends Backend {
    private var before: Option[Batch] = None
    def info: BackendInfo = inner.info
    def score(batch: Batch): Batch = synchronized {
      val answer = inner.score(batch)
      val told = before.filter(_.rows == answer.rows).getOrElse(answer)
      before = Some(answer)
      told
    }
    override def close(): Unit = inner.close()
  }

  test("every vector group of the bundle is a test, and all pass on the model file itself") {
    val tests = new Parity(bundlePath, onnxruntime).tests
    assert(tests.map(_._1).contains("vectors: hold-out"))
    assertEquals(tests.flatMap { case (_, check) => check() }, Vector.empty[String])
  }

  test("a backend that answers for the row before fails, with the vectors named") {
    val tests = new Parity(bundlePath, bundle => new OneRowBehind(onnxruntime(bundle))).tests
    val failing = tests.flatMap { case (name, check) => check().map(name -> _) }.toMap
    assert(failing.keySet.contains("vectors: hold-out"), failing.keySet)
    assert(failing("vectors: hold-out").contains("vector hold-out-"), failing)
  }

  test("a bundle that is not there is one failing test with the next step") {
    val tests = new Parity("nope.handover", onnxruntime).tests
    assertEquals(tests.map(_._1), Vector("nope.handover is whole"))
    assert(tests.flatMap { case (_, check) => check() }.head.contains("HB101"))
  }
}
