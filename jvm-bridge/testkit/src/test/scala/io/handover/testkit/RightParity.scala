package io.handover.testkit

import io.handover.evaluator.EvaluatorBackend
import io.handover.onnxruntime.OnnxRuntimeBackend
import io.handover.visit.{VisitBundle, VisitService, VisitStep}

/** What a data engineer writes; here for the model file itself, which passes. */
class RightParity extends ParitySuite(Basket.path, new OnnxRuntimeBackend(_))

/** The same with nothing native. */
class EvaluatedParity extends ParitySuite(Basket.path, new EvaluatorBackend(_))

/** The same with ScalaTest. */
class RightParitySpec extends ParitySpec(Basket.path, new OnnxRuntimeBackend(_))

/** Features and answers from one class. */
class ServiceParity extends ParitySuite(VisitBundle.good.path.toString, new VisitService)

/** Features alone with ScalaTest: the vectors of the model are cancelled, not failed. */
class StepParitySpec extends ParitySpec(VisitBundle.good.path.toString, new VisitStep)
