package io.handover.onnxruntime

import ai.onnxruntime.OrtSession.SessionOptions
import ai.onnxruntime.{OnnxTensor, OrtEnvironment, OrtLoggingLevel, OrtSession}
import io.handover.{Batch, ModelContract}
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** A model file in a session of one thread: typed columns in, typed columns out.
  *
  * Sums split over threads add up in another order, so more than one would make answers depend on
  * the machine. `score` may be called from several threads at once.
  */
private[onnxruntime] final class OnnxModel private (
    environment: OrtEnvironment,
    session: OrtSession,
    contract: ModelContract
) extends AutoCloseable {

  /** The answers for the rows of `batch`, one column for each of the contract's outputs. */
  def score(batch: Batch): Batch = Using.Manager { use =>
    val tensors = contract.inputs.map { input =>
      val column = batch.column(input.name)
      input.name -> use(InputTensor.of(environment, column, contract.stringMissing)).tensor
    }
    val result = use(session.run(tensors.toMap[String, OnnxTensor].asJava))
    Batch.of(contract.outputs.map { output =>
      val value = result
        .get(output.name)
        .orElseThrow(() => new IllegalStateException(s"the model has no output=${output.name}"))
      OutputColumn.of(output.name, value, batch.rows, output.columnType.length)
    })
  }.get

  /** Gives the session's memory back; a closed model answers no more. */
  def close(): Unit = session.close()
}

private[onnxruntime] object OnnxModel {

  /** A session for the model file `bytes`, under the profile's optimisation level. */
  def open(
      environment: OrtEnvironment,
      bytes: Array[Byte],
      contract: ModelContract,
      optimization: SessionOptions.OptLevel
  ): OnnxModel = Using.resource(new SessionOptions) { options =>
    options.setIntraOpNumThreads(1)
    options.setInterOpNumThreads(1)
    options.setOptimizationLevel(optimization)
    // Warnings about shapes that the exporter left open would reach the user's terminal.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR)
    new OnnxModel(environment, ModelSession.create(environment, bytes, options), contract)
  }

  /** The level that a profile calls `name`, if there is one. */
  def level(name: String): Option[SessionOptions.OptLevel] = levels.get(name)

  /** The names of the levels. */
  val levels: Map[String, SessionOptions.OptLevel] = Map(
    "none" -> SessionOptions.OptLevel.NO_OPT,
    "basic" -> SessionOptions.OptLevel.BASIC_OPT,
    "extended" -> SessionOptions.OptLevel.EXTENDED_OPT,
    "all" -> SessionOptions.OptLevel.ALL_OPT
  )
}
