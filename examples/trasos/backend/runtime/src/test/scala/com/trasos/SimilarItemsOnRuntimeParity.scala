package com.trasos

import io.handover.testkit.ParitySuite

/** ONNX Runtime in this JVM against what the data scientist handed over. */
class SimilarItemsOnRuntimeParity
    extends ParitySuite(
      "../dist/similar-items-1.0.0.handover",
      bundle => new SimilarItemsOnRuntime(bundle)
    )
