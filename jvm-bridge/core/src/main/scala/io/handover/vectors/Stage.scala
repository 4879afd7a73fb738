package io.handover.vectors

/** The part of a service that a vector plays: what makes the features, or the model they go into.
  */
sealed abstract class Stage(val name: String) {
  override def toString: String = name
}

object Stage {

  /** Raw rows in, the model's inputs out. */
  case object Features extends Stage("features")

  /** The model's inputs in, its answers out. */
  case object Model extends Stage("model")

  /** Every stage, in the order in which they are played. */
  val all: Vector[Stage] = Vector(Features, Model)

  /** The stage written as `name`, if there is one. */
  def parse(name: String): Option[Stage] = all.find(_.name == name)
}
