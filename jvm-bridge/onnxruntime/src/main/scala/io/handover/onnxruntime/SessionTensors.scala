package io.handover.onnxruntime

import ai.onnxruntime.OrtSession.SessionOptions
import ai.onnxruntime.{OnnxTensor, OnnxValue, OrtEnvironment, OrtException}
import ai.onnxruntime.{OrtLoggingLevel, OrtSession}
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.{TensorModel, TensorValue}
import io.handover.{Fault, Owner}
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** A model file on ONNX Runtime, one thread, run on tensors as they are. */
final class SessionTensors private (environment: OrtEnvironment, session: OrtSession)
    extends TensorModel {

  private val names = session.getInputNames.asScala.toVector

  /** How many inputs the model takes. */
  def inputs: Int = names.length

  /** The outputs for these inputs (HJ404 with what the runtime said when there are none). */
  def run(values: Array[TensorValue]): Array[TensorValue] =
    try
      Using.Manager { use =>
        val fed = names.zip(values).map { case (name, value) =>
          val shape = value.shape.map(_.toLong)
          name -> use(InputTensor.of(environment, value.data, shape)).tensor
        }
        val result = use(session.run(fed.toMap[String, OnnxTensor].asJava))
        result.asScala.map(entry => value(entry.getKey, entry.getValue)).toArray
      }.get
    catch {
      case refused: OrtException => throw new RefusedByBackend(SessionTensors.failed(refused))
    }

  /** Gives the session's memory back. */
  def close(): Unit = session.close()

  private def value(name: String, answer: OnnxValue): TensorValue = answer match {
    case tensor: OnnxTensor =>
      val shape = tensor.getInfo.getShape.map(_.toInt)
      new TensorValue(name, shape, OutputColumn.data(name, tensor))
    case other => throw new OrtException(s"output=$name is ${other.getType}, expected a tensor")
  }
}

object SessionTensors {

  /** The model in `bytes`, or why the runtime does not run it. */
  def open(bytes: Array[Byte]): Either[Vector[Fault], SessionTensors] =
    NativeLibrary.environment.left.map(Vector(_)).flatMap { environment =>
      Using.resource(new SessionOptions) { options =>
        options.setIntraOpNumThreads(1)
        options.setInterOpNumThreads(1)
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL)
        try Right(new SessionTensors(environment, ModelSession.create(environment, bytes, options)))
        catch { case refused: OrtException => Left(Vector(failed(refused))) }
      }
    }

  private def failed(refused: OrtException): Fault = Fault(
    code = "HJ404",
    message = s"ONNX Runtime refused: ${refused.getMessage}",
    owner = Owner.BackendOwner,
    next = Some("See whether the operator or the type is one that ONNX Runtime has.")
  )
}
