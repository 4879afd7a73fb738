package io.handover.onnxruntime

import ai.onnxruntime.OrtSession.SessionOptions
import ai.onnxruntime.{OrtEnvironment, OrtSession}
import java.nio.file.{Files, Path}

/** The one place that makes a session of ONNX Runtime.
  *
  * The bytes are a whole model: whatever they say, the runtime parses them as ONNX, and the folder
  * in which it may look for the weights of a model is an empty one. The reader of a bundle refuses
  * such models before (HB404, HB405); this is the second wall.
  */
private[onnxruntime] object ModelSession {

  private val Format = "session.load_model_format"
  private val WeightsFolder = "session.model_external_initializers_file_folder_path"

  /** A session for the model in `bytes`. */
  def create(
      environment: OrtEnvironment,
      bytes: Array[Byte],
      options: SessionOptions
  ): OrtSession = {
    options.addConfigEntry(Format, "ONNX")
    options.addConfigEntry(WeightsFolder, empty.toString)
    environment.createSession(bytes, options)
  }

  private lazy val empty: Path = {
    val folder = Files.createTempDirectory("handover-no-weights-")
    folder.toFile.deleteOnExit()
    folder
  }
}
