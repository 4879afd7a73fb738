package io.handover

/** The owner of a fault: who has to do something before a fault goes away. */
sealed abstract class Owner(val name: String) {
  override def toString: String = name
}

object Owner {

  /** The contract says something it must not, or does not say something it must. */
  case object ContractAuthor extends Owner("contract author")

  /** Training, export or vectors have to change. */
  case object DataScientist extends Owner("data scientist")

  /** The class that serves the model has to change. */
  case object BackendOwner extends Owner("backend owner")

  /** A JVM, a jar or a library is missing, too old or broken. */
  case object Environment extends Owner("environment")

  /** A defect of handover itself. */
  case object Handover extends Owner("handover")

  /** Every owner there is. */
  val all: Vector[Owner] =
    Vector(ContractAuthor, DataScientist, BackendOwner, Environment, Handover)

  /** The owner written as `name`, if there is one. */
  def parse(name: String): Option[Owner] = all.find(_.name == name)
}
