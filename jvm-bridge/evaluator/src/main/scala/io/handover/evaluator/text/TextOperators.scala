package io.handover.evaluator.text

import io.handover.evaluator.plan.{Catalogue, Listed}

/** The operators on texts. */
private[evaluator] object TextOperators extends Catalogue {

  protected def names: Array[String] = Array("StringNormalizer", "TfIdfVectorizer", "Tokenizer")

  protected def operator(name: String): Listed = name match {
    case "StringNormalizer" => StringNormalizer
    case "TfIdfVectorizer"  => TfIdfVectorizer
    case "Tokenizer"        => Tokenizer
    case _                  => null
  }
}
