package io.handover.parity

import io.handover.Owner

/** Who caused a mismatch, and who therefore has to act. */
sealed abstract class Cause(val name: String, val owner: Owner) {
  override def toString: String = name
}

object Cause {

  /** The row loses digits on its way to the wire types. */
  case object Rounding extends Cause("rounding", Owner.DataScientist)

  /** The ONNX file does not compute what the estimator does. */
  case object Converter extends Cause("converter", Owner.DataScientist)

  /** Another runtime computes another answer from the same file. */
  case object Runtime extends Cause("runtime", Owner.BackendOwner)

  /** The backend's own code. */
  case object Backend extends Cause("backend", Owner.BackendOwner)

  /** The code that makes the features. */
  case object Features extends Cause("features", Owner.BackendOwner)

  /** The cause written as `name`, if there is one. */
  def parse(name: String): Option[Cause] =
    Vector(Rounding, Converter, Runtime, Backend, Features).find(_.name == name)
}
