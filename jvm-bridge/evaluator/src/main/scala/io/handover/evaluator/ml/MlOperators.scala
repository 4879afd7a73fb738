package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Catalogue, Listed}

/** The operators of ai.onnx.ml, but for trees. */
private[evaluator] object MlOperators extends Catalogue {

  protected def names: Array[String] = Array(
    "ArrayFeatureExtractor",
    "Binarizer",
    "FeatureVectorizer",
    "Imputer",
    "LabelEncoder",
    "LinearClassifier",
    "LinearRegressor",
    "Normalizer",
    "OneHotEncoder",
    "Scaler",
    "SVMClassifier",
    "SVMRegressor"
  )

  protected def operator(name: String): Listed = name match {
    case "ArrayFeatureExtractor" => ArrayFeatureExtractor
    case "Binarizer"             => Binarizer
    case "FeatureVectorizer"     => FeatureVectorizer
    case "Imputer"               => Imputer
    case "LabelEncoder"          => LabelEncoder
    case "LinearClassifier"      => LinearClassifier
    case "LinearRegressor"       => LinearRegressor
    case "Normalizer"            => Normalizer
    case "OneHotEncoder"         => OneHotEncoder
    case "Scaler"                => Scaler
    case "SVMClassifier"         => SvmClassifier
    case "SVMRegressor"          => SvmRegressor
    case _                       => null
  }
}
