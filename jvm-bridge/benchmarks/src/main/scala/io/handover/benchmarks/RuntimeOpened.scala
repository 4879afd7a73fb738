package io.handover.benchmarks

import ai.onnxruntime.{OnnxTensor, OrtEnvironment, OrtSession}
import java.nio.FloatBuffer
import java.util.HashMap

/** A model on ONNX Runtime's Java API with one thread; loads nothing of Scala's library. */
final class RuntimeOpened(bytes: Array[Byte]) extends Opened {

  private val environment = OrtEnvironment.getEnvironment()
  private val session = {
    val options = new OrtSession.SessionOptions
    options.setIntraOpNumThreads(1)
    options.setInterOpNumThreads(1)
    environment.createSession(bytes, options)
  }

  def run(names: Array[String], columns: Array[Object], rows: Int): Object = {
    val tensors = new HashMap[String, OnnxTensor]
    var i = 0
    while (i < names.length) {
      tensors.put(names(i), tensor(columns(i), rows))
      i += 1
    }
    val result = session.run(tensors)
    try {
      val answers = new Array[Object](2)
      answers(0) = result.get(0).getValue
      answers(1) = result.get(1).getValue
      answers
    } finally {
      result.close()
      val open = tensors.values.iterator
      while (open.hasNext) open.next().close()
    }
  }

  private def tensor(column: Object, rows: Int): OnnxTensor = {
    val shape = new Array[Long](2)
    shape(0) = rows.toLong
    shape(1) = 1L
    column match {
      case values: Array[Float] =>
        shape(1) = (values.length / rows).toLong
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape)
      case texts => OnnxTensor.createTensor(environment, texts.asInstanceOf[Array[String]], shape)
    }
  }
}
