package io.handover.evaluator.model

/** The domains of operator sets; the default one has two names, "" and "ai.onnx". */
private[evaluator] object Domain {

  private val Default = "ai.onnx"

  /** The domain as this program compares it: "" for the default one. */
  def plain(domain: String): String = if (domain == Default) "" else domain

  /** The domain as a fault writes it. */
  def told(domain: String): String = if (domain.isEmpty) Default else domain

  /** An operator with its domain, unless that is the default one. */
  def qualified(domain: String, operator: String): String =
    if (domain.isEmpty) operator else domain.concat(".").concat(operator)
}
