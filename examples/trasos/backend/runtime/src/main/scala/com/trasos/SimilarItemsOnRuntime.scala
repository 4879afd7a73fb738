package com.trasos

import io.handover.onnxruntime.OnnxRuntimeBackend
import io.handover.{Backend, Bundle}

/** Similar items through ONNX Runtime: its native library does the arithmetic. */
final class SimilarItemsOnRuntime(bundle: Bundle) extends SimilarItems(bundle) {
  override protected val model: Backend = new OnnxRuntimeBackend(bundle)
}
