package io.handover

/** Whose move it is: who has to do something before a fault goes away. */
sealed abstract class Move(val name: String) {
  override def toString: String = name
}

object Move {

  /** The contract says something it must not, or does not say something it must. */
  case object ContractAuthor extends Move("contract author")

  /** Training, export or vectors have to change. */
  case object DataScientist extends Move("data scientist")

  /** The class that serves the model has to change. */
  case object BackendOwner extends Move("backend owner")

  /** A JVM, a jar or a library is missing, too old or broken. */
  case object Environment extends Move("environment")

  /** A defect of handover itself. */
  case object Handover extends Move("handover")

  /** Every move there is. */
  val all: Vector[Move] = Vector(ContractAuthor, DataScientist, BackendOwner, Environment, Handover)

  /** The move written as `name`, if there is one. */
  def parse(name: String): Option[Move] = all.find(_.name == name)
}
