package io.handover.testkit

import io.handover.onnxruntime.OnnxRuntimeBackend

/** The suite as a data engineer writes it, on the basket bundle. */
class BasketParitySuite
    extends ParitySuite(
      "fixtures/basket-1.0.0.handover",
      bundle =>
        OnnxRuntimeBackend.open(bundle, None).fold(fault => sys.error(fault.toString), identity)
    )
