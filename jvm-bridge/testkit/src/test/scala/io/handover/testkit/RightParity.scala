package io.handover.testkit

import io.handover.onnxruntime.OnnxRuntimeBackend

/** What a data engineer writes; here for the model file itself, which passes. */
class RightParity extends ParitySuite(Basket.path, new OnnxRuntimeBackend(_))

/** The same with ScalaTest. */
class RightParitySpec extends ParitySpec(Basket.path, new OnnxRuntimeBackend(_))
