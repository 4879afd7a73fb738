package io.handover.evaluator.ml

import io.handover.evaluator.plan.Operator

/** The operators of ai.onnx.ml, but for trees. */
private[evaluator] object MlOperators {

  /** All of them. */
  val all: Vector[Operator] = Vector(
    ArrayFeatureExtractor,
    Binarizer,
    FeatureVectorizer,
    Imputer,
    LabelEncoder,
    LinearClassifier,
    LinearRegressor,
    Normalizer,
    OneHotEncoder,
    Scaler,
    SvmClassifier,
    SvmRegressor
  )
}
