package io.handover.evaluator.text

import io.handover.evaluator.plan.Operator

/** The operators on texts. */
private[evaluator] object TextOperators {

  /** All of them. */
  val all: Vector[Operator] = Vector(StringNormalizer, TfIdfVectorizer, Tokenizer)
}
