package io.handover.evaluator.tensor

/** Some kinds in an order, such as those that an operator takes. */
private[evaluator] final class Kinds private (kinds: Array[Kind]) {

  /** Whether `kind` is one of them. */
  def has(kind: Kind): Boolean = {
    var i = 0
    while (i < kinds.length && (kinds(i) ne kind)) i += 1
    i < kinds.length
  }

  /** These and `kind`. */
  def +(kind: Kind): Kinds = {
    val more = java.util.Arrays.copyOf[Kind](kinds, kinds.length + 1)
    more(kinds.length) = kind
    new Kinds(more)
  }

  override def toString: String = kinds.mkString("|")
}

private[evaluator] object Kinds {

  /** One kind. */
  def of(kind: Kind): Kinds = new Kinds(new Array[Kind](0)) + kind
}
