package io.handover

/** What a backend or a feature step says about itself.
  *
  * @param name
  *   what people call it
  * @param version
  *   its own version
  * @param runtime
  *   the engine underneath with its version, such as `onnxruntime 1.29.0`, if there is one
  * @param runsModelFile
  *   true when it runs the bundle's `model.onnx` itself rather than code written from it
  * @param enforcesInputRules
  *   true when it refuses bad rows itself by throwing [[RejectedInput]]; it is then held to that,
  *   in every stage that it implements
  */
final case class BackendInfo(
    name: String,
    version: String,
    runtime: Option[String] = None,
    runsModelFile: Boolean = false,
    enforcesInputRules: Boolean = false
)
