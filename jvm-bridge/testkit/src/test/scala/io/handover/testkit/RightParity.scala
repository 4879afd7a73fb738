package io.handover.testkit

import io.handover.evaluator.EvaluatorBackend
import io.handover.onnxruntime.OnnxRuntimeBackend

/** What a data engineer writes; here for the model file itself, which passes. */
class RightParity extends ParitySuite(Basket.path, new OnnxRuntimeBackend(_))

/** The same with nothing native. */
class EvaluatedParity extends ParitySuite(Basket.path, new EvaluatorBackend(_))

/** The same with ScalaTest. */
class RightParitySpec extends ParitySpec(Basket.path, new OnnxRuntimeBackend(_))
