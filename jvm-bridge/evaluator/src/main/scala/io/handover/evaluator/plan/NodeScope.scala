package io.handover.evaluator.plan

import io.handover.evaluator.model.{Attribute, Graph, Node}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}
import java.util.HashSet

/** What an operator sees of a node at load: kinds and constants of its inputs, and its attributes.
  *
  * @param version
  *   the version of the operator set
  */
private[evaluator] final class NodeScope(
    val node: Node,
    val version: Int,
    kinds: Array[Kind],
    constants: Array[Tensor],
    bodies: (Graph, Array[Kind]) => Plan
) {

  private val read = new HashSet[String]

  /** How many inputs there are, those that bodies take from outside left out. */
  val inputs: Int = node.inputs.length

  /** How many outputs there are. */
  val outputs: Int = node.outputs.length

  /** Whether optional input `index` is there. */
  def has(index: Int): Boolean = index < inputs && kinds(index) != null

  /** The kind of input `index`, which must be there. */
  def kind(index: Int): Kind =
    if (has(index)) kinds(index)
    else throw Refusal("HE402", s"input ${index + 1} is missing")

  /** The kind of input `index`, which must be one of `allowed`. */
  def kind(index: Int, allowed: Kinds): Kind = {
    val found = kind(index)
    if (!allowed.has(found))
      throw Refusal(
        "HE204",
        s"input ${index + 1} has a type that is not run here",
        Some(s"type=$allowed"),
        Some(s"type=$found")
      )
    found
  }

  /** The kind that the inputs from `first` on share; `count` of them must be there. */
  def sharedKind(first: Int, count: Int, allowed: Kinds): Kind = {
    val found = kind(first, allowed)
    var index = first + 1
    while (index < first + count || index < inputs) {
      if ((index < first + count || has(index)) && kind(index) != found)
        throw Refusal(
          "HE402",
          s"input ${index + 1} has another type than input ${first + 1}",
          Some(s"type=$found"),
          Some(s"type=${kind(index)}")
        )
      index += 1
    }
    found
  }

  /** The value of input `index` when it is known at load, else null. */
  def constant(index: Int): Tensor = if (has(index)) constants(index) else null

  /** Whether the node states the attribute. */
  def states(name: String): Boolean = attribute(name) != null

  /** A whole number. */
  def long(name: String): Option[Long] =
    if (states(name)) Some(long(name, 0L)) else None

  /** A whole number, `default` where there is none. */
  def long(name: String, default: Long): Long = attribute(name) match {
    case null               => default
    case a: Attribute.OfInt => a.value
    case a                  => wrongType(a, "int")
  }

  /** A 32-bit float. */
  def float(name: String): Option[Float] =
    if (states(name)) Some(float(name, 0f)) else None

  /** A 32-bit float, `default` where there is none. */
  def float(name: String, default: Float): Float = attribute(name) match {
    case null                 => default
    case a: Attribute.OfFloat => a.value
    case a                    => wrongType(a, "float")
  }

  /** A text. */
  def text(name: String): Option[String] =
    if (states(name)) Some(text(name, "")) else None

  /** A text, `default` where there is none. */
  def text(name: String, default: String): String = attribute(name) match {
    case null                => default
    case a: Attribute.OfText => a.value
    case a                   => wrongType(a, "string")
  }

  /** Whole numbers; none and empty are the same. */
  def longs(name: String): Array[Long] = attribute(name) match {
    case null                => new Array[Long](0)
    case a: Attribute.OfInts => a.value
    case a                   => wrongType(a, "ints")
  }

  /** Floats; none and empty are the same. */
  def floats(name: String): Array[Float] = attribute(name) match {
    case null                  => new Array[Float](0)
    case a: Attribute.OfFloats => a.value
    case a                     => wrongType(a, "floats")
  }

  /** Texts; none and empty are the same. */
  def texts(name: String): Array[String] = attribute(name) match {
    case null                 => new Array[String](0)
    case a: Attribute.OfTexts => a.value
    case a                    => wrongType(a, "strings")
  }

  /** A tensor. */
  def tensor(name: String): Option[Tensor] = attribute(name) match {
    case null                  => None
    case a: Attribute.OfTensor => Some(a.value)
    case a                     => wrongType(a, "tensor")
  }

  /** Unsigned bytes. */
  def bytes(name: String): Option[Array[Int]] = attribute(name) match {
    case null                 => None
    case a: Attribute.OfBytes => Some(a.value)
    case a                    => wrongType(a, "tensor of uint8")
  }

  /** A graph, ready to run on inputs of these kinds. */
  def body(name: String, inputs: Array[Kind]): Plan = attribute(name) match {
    case a: Attribute.OfGraph => bodies(a.value, inputs)
    case null                 => throw Refusal("HE401", s"attribute $name is missing")
    case a                    => wrongType(a, "graph")
  }

  /** One of `choices`, which stand with a bar between them. */
  def choice(name: String, default: String, choices: String): String = {
    val found = text(name, default)
    val barred = "|".concat(found).concat("|")
    if (found.indexOf('|') >= 0 || !"|".concat(choices).concat("|").contains(barred))
      throw Refusal(
        "HE203",
        s"attribute $name has a value that is not run",
        Some(s"$name=$choices"),
        Some(s"$name=$found")
      )
    found
  }

  /** An attribute that means nothing to the answer. */
  def ignore(name: String): Unit = { val _ = read.add(name) }

  /** Refuses what `holds` says is wrong about the attributes. */
  def require(holds: Boolean, message: => String): Unit =
    if (!holds) throw Refusal("HE401", message)

  /** An attribute that nobody asked for, null when there is none. */
  def unread: String = {
    var i = 0
    while (i < node.attributes.length && read.contains(node.attributes(i).name)) i += 1
    if (i < node.attributes.length) node.attributes(i).name else null
  }

  // Null when there is none.
  private def attribute(name: String): Attribute = {
    val _ = read.add(name)
    var i = 0
    while (i < node.attributes.length && node.attributes(i).name != name) i += 1
    if (i < node.attributes.length) node.attributes(i) else null
  }

  private def wrongType(attribute: Attribute, expected: String): Nothing =
    throw Refusal(
      "HE401",
      s"attribute ${attribute.name} has another type",
      Some(s"type=$expected"),
      Some(s"type=${attribute.typeName}")
    )
}
