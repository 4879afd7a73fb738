package io.handover.evaluator.plan

import io.handover.evaluator.model.{Attribute, Graph, Node}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}
import scala.collection.mutable

/** What an operator sees of a node at load: kinds and constants of its inputs, and its attributes.
  *
  * @param version
  *   the version of the operator set
  */
private[evaluator] final class NodeScope(
    val node: Node,
    val version: Int,
    kinds: Vector[Option[Kind]],
    constants: Vector[Option[Tensor]],
    bodies: (Graph, Vector[Kind]) => Plan
) {

  private val attributes = node.attributes.map(attribute => attribute.name -> attribute).toMap
  private val read = mutable.Set.empty[String]

  /** How many inputs there are, those that bodies take from outside left out. */
  val inputs: Int = node.inputs.length

  /** How many outputs there are. */
  val outputs: Int = node.outputs.length

  /** Whether optional input `index` is there. */
  def has(index: Int): Boolean = index < inputs && kinds(index).isDefined

  /** The kind of input `index`, which must be there. */
  def kind(index: Int): Kind =
    if (has(index)) kinds(index).getOrElse(Kind.F32)
    else throw Refusal("HE402", s"input ${index + 1} is missing")

  /** The kind of input `index`, which must be one of `allowed`. */
  def kind(index: Int, allowed: Iterable[Kind]): Kind = {
    val found = kind(index)
    if (!allowed.exists(_ == found))
      throw Refusal(
        "HE204",
        s"input ${index + 1} has a type that is not run here",
        Some(s"type=${allowed.mkString("|")}"),
        Some(s"type=$found")
      )
    found
  }

  /** The kind that the inputs from `first` on share; `count` of them must be there. */
  def sharedKind(first: Int, count: Int, allowed: Iterable[Kind]): Kind = {
    val found = kind(first, allowed)
    val others = (first + 1 until first + count) ++ (first + count until inputs).filter(has)
    others.find(kind(_) != found).foreach { index =>
      throw Refusal(
        "HE402",
        s"input ${index + 1} has another type than input ${first + 1}",
        Some(s"type=$found"),
        Some(s"type=${kind(index)}")
      )
    }
    found
  }

  /** The value of input `index` when it is known at load. */
  def constant(index: Int): Option[Tensor] = if (has(index)) constants(index) else None

  /** A whole number. */
  def long(name: String): Option[Long] =
    attribute(name).map { case Attribute.OfInt(_, value) => value; case a => wrongType(a, "int") }

  /** A 32-bit float. */
  def float(name: String): Option[Float] = attribute(name).map {
    case Attribute.OfFloat(_, value) => value
    case a                           => wrongType(a, "float")
  }

  /** A text. */
  def text(name: String): Option[String] = attribute(name).map {
    case Attribute.OfText(_, value) => value
    case a                          => wrongType(a, "string")
  }

  /** Whole numbers; none and empty are the same. */
  def longs(name: String): Array[Long] = attribute(name).fold(Array.emptyLongArray) {
    case Attribute.OfInts(_, values) => values
    case a                           => wrongType(a, "ints")
  }

  /** Floats; none and empty are the same. */
  def floats(name: String): Array[Float] = attribute(name).fold(Array.emptyFloatArray) {
    case Attribute.OfFloats(_, values) => values
    case a                             => wrongType(a, "floats")
  }

  /** Texts; none and empty are the same. */
  def texts(name: String): Array[String] = attribute(name).fold(Array.empty[String]) {
    case Attribute.OfTexts(_, values) => values.toArray
    case a                            => wrongType(a, "strings")
  }

  /** A tensor. */
  def tensor(name: String): Option[Tensor] = attribute(name).map {
    case Attribute.OfTensor(_, value) => value
    case a                            => wrongType(a, "tensor")
  }

  /** Unsigned bytes. */
  def bytes(name: String): Option[Array[Int]] = attribute(name).map {
    case Attribute.OfBytes(_, values) => values
    case a                            => wrongType(a, "tensor of uint8")
  }

  /** A graph, ready to run on inputs of these kinds. */
  def body(name: String, inputs: Vector[Kind]): Plan = attribute(name) match {
    case Some(Attribute.OfGraph(_, graph)) => bodies(graph, inputs)
    case Some(a)                           => wrongType(a, "graph")
    case None                              => throw Refusal("HE401", s"attribute $name is missing")
  }

  /** One of `choices`. */
  def choice(name: String, default: String, choices: String*): String = {
    val found = text(name).getOrElse(default)
    if (!choices.contains(found))
      throw Refusal(
        "HE203",
        s"attribute $name has a value that is not run",
        Some(s"$name=${choices.mkString("|")}"),
        Some(s"$name=$found")
      )
    found
  }

  /** An attribute that means nothing to the answer. */
  def ignore(names: String*): Unit = read ++= names

  /** Refuses what `holds` says is wrong about the attributes. */
  def require(holds: Boolean, message: => String): Unit =
    if (!holds) throw Refusal("HE401", message)

  /** The attributes that nobody asked for. */
  def unread: Vector[String] = node.attributes.map(_.name).filterNot(read)

  private def attribute(name: String): Option[Attribute] = {
    read += name
    attributes.get(name)
  }

  private def wrongType(attribute: Attribute, expected: String): Nothing =
    throw Refusal(
      "HE401",
      s"attribute ${attribute.name} has another type",
      Some(s"type=$expected"),
      Some(s"type=${attribute.typeName}")
    )
}
