package io.handover.evaluator.model

import java.util.HashMap

/** What `model.onnx` says, as immutable values.
  *
  * @param opsets
  *   domain to version; the default domain is ""
  */
private[evaluator] final case class ModelFile(
    irVersion: Long,
    producer: String,
    opsets: HashMap[String, Long],
    graph: Graph
)
