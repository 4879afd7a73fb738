package io.handover.evaluator

/** The operators that the evaluator runs, as a table. */
object OperatorList {

  /** One line each: the operator with its domain, the oldest version, how near its answers are. */
  def text: String = {
    val names = Operators.all.map(_.qualified)
    val width = names.map(_.length).max
    names.zip(Operators.all).sortBy(_._1).map { case (name, operator) =>
      val since = s"since ${operator.since}"
      s"${name.padTo(width, ' ')}  ${since.padTo(9, ' ')}${operator.exactness.text}"
    }.mkString("\n")
  }
}
