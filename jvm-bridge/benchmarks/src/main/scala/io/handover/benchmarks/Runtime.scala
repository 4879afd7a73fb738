package io.handover.benchmarks

import ai.onnxruntime.OrtSession.SessionOptions
import ai.onnxruntime.{OnnxTensor, OrtEnvironment}
import io.handover.ColumnData
import io.handover.onnxfile.TensorValue
import java.nio.FloatBuffer
import scala.jdk.CollectionConverters.*

/** A model on ONNX Runtime with one thread, tensors made for each call. */
final class Runtime(bytes: Array[Byte]) {

  private val environment = OrtEnvironment.getEnvironment()
  private val session = {
    val options = new SessionOptions
    options.setIntraOpNumThreads(1)
    options.setInterOpNumThreads(1)
    environment.createSession(bytes, options)
  }
  private val names = session.getInputNames.asScala.toVector

  /** The first two outputs. */
  def run(inputs: Array[TensorValue]): AnyRef = {
    val tensors = new java.util.HashMap[String, OnnxTensor]
    var i = 0
    while (i < inputs.length) {
      tensors.put(names(i), tensor(inputs(i)))
      i += 1
    }
    val result = session.run(tensors)
    try Array(result.get(0).getValue, result.get(1).getValue)
    finally {
      result.close()
      tensors.values.forEach(_.close())
    }
  }

  private def tensor(value: TensorValue): OnnxTensor = {
    val shape = value.shape.map(_.toLong)
    value.data match {
      case data: ColumnData.F32 =>
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(data.values), shape)
      case data: ColumnData.Text => OnnxTensor.createTensor(environment, data.values, shape)
      case other                 => throw new IllegalArgumentException(s"no benchmark has $other")
    }
  }
}
