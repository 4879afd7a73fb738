package io.handover.evaluator.model

import io.handover.evaluator.tensor.{Refusal, Tensor}
import io.handover.onnxfile.BrokenModel
import scala.collection.immutable.VectorBuilder
import scala.collection.mutable.ArrayBuilder

/** Reads `GraphProto` and what is in it; a graph within a node within a graph only so deep. */
private[model] final class GraphReader(fields: Fields) {

  private val tensors = new TensorReader(fields)

  /** The graph up to `end`, `depth` graphs deep. */
  def read(end: Long, depth: Int): Graph = {
    if (depth > GraphReader.MaxDepth)
      throw Refusal("HE104", "graphs are nested too deep", Some(s"depth<=${GraphReader.MaxDepth}"))
    var name = ""
    val nodes = new VectorBuilder[Node]
    val initializers = new VectorBuilder[(String, Tensor)]
    val inputs = new VectorBuilder[ValueInfo]
    val outputs = new VectorBuilder[ValueInfo]
    fields.foreach(end) {
      case 1  => nodes += node(fields.nested(end), depth); true
      case 2  => name = fields.text(end); true
      case 5  => initializers += tensors.read(fields.nested(end)); true
      case 11 => inputs += valueInfo(fields.nested(end)); true
      case 12 => outputs += valueInfo(fields.nested(end)); true
      case 15 => throw Refusal("HE105", "the model has sparse initializers, which are not run")
      case _  => false
    }
    Graph(name, nodes.result(), initializers.result(), inputs.result(), outputs.result())
  }

  private def node(end: Long, depth: Int): Node = {
    val inputs = new VectorBuilder[String]
    val outputs = new VectorBuilder[String]
    val attributes = new VectorBuilder[Attribute]
    var name, operator, domain = ""
    fields.foreach(end) {
      case 1 => inputs += fields.text(end); true
      case 2 => outputs += fields.text(end); true
      case 3 => name = fields.text(end); true
      case 4 => operator = fields.text(end); true
      case 5 => attributes += attribute(fields.nested(end), depth); true
      case 7 => domain = fields.text(end); true
      case _ => false
    }
    val node =
      Node(
        name,
        Domain.plain(domain),
        operator,
        inputs.result(),
        outputs.result(),
        attributes.result()
      )
    val names = node.attributes.map(_.name)
    names.diff(names.distinct).headOption.foreach { twice =>
      throw Refusal("HE302", s"attribute $twice is given twice", where = Some(node.label))
    }
    node
  }

  private def attribute(end: Long, depth: Int): Attribute = {
    var name = ""
    var kind = 0L
    var float = 0f
    var int = 0L
    var text = Option.empty[Array[Byte]]
    var tensor = Option.empty[Tensor]
    var bytes = Option.empty[Array[Int]]
    var graph = Option.empty[Graph]
    val floats = new ArrayBuilder.ofFloat
    val ints = new ArrayBuilder.ofLong
    val texts = new VectorBuilder[String]
    fields.foreach(end) {
      case 1 => name = fields.text(end); true
      case 2 => float = fields.float(end); true
      case 3 => int = fields.number(end); true
      case 4 => text = Some(fields.block(end)); true
      case 5 =>
        tensors.readAny(fields.nested(end)) match {
          case Left(values) => bytes = Some(values)
          case Right(read)  => tensor = Some(read._2)
        }
        true
      case 6  => graph = Some(read(fields.nested(end), depth + 1)); true
      case 7  => fields.floats(end, floats); true
      case 8  => fields.numbers(end, ints); true
      case 9  => fields.texts(end, texts); true
      case 20 => kind = fields.number(end); true
      case 21 => throw Refusal("HE105", "the model has functions, which are not run")
      case _  => false
    }
    def held[A](value: Option[A]): A =
      value.getOrElse(throw BrokenModel(s"attribute $name has no value"))
    kind match {
      case 1 => Attribute.OfFloat(name, float)
      case 2 => Attribute.OfInt(name, int)
      case 3 => Attribute.OfText(name, Fields.utf8(text.getOrElse(Array.emptyByteArray)))
      case 4 =>
        bytes.fold[Attribute](Attribute.OfTensor(name, held(tensor)))(Attribute.OfBytes(name, _))
      case 5 => Attribute.OfGraph(name, held(graph))
      case 6 => Attribute.OfFloats(name, floats.result())
      case 7 => Attribute.OfInts(name, ints.result())
      case 8 => Attribute.OfTexts(name, texts.result())
      case _ => Attribute.Other(name, kind)
    }
  }

  private def valueInfo(end: Long): ValueInfo = {
    var info = ValueInfo("", None, None)
    fields.foreach(end) {
      case 1 => info = info.copy(name = fields.text(end)); true
      case 2 => info = typed(fields.nested(end), info); true
      case _ => false
    }
    info
  }

  private def typed(end: Long, info: ValueInfo): ValueInfo = {
    var found = info
    fields.foreach(end) {
      case 1 => found = tensorType(fields.nested(end), found); true
      case _ => false
    }
    found
  }

  private def tensorType(end: Long, info: ValueInfo): ValueInfo = {
    var found = info
    fields.foreach(end) {
      case 1 => found = found.copy(elementType = Some(fields.number(end))); true
      case 2 => found = found.copy(shape = Some(shape(fields.nested(end)))); true
      case _ => false
    }
    found
  }

  private def shape(end: Long): Vector[Option[Long]] = {
    val axes = new VectorBuilder[Option[Long]]
    fields.foreach(end) {
      case 1 => axes += axis(fields.nested(end)); true
      case _ => false
    }
    axes.result()
  }

  private def axis(end: Long): Option[Long] = {
    var length = Option.empty[Long]
    fields.foreach(end) {
      case 1 => length = Some(fields.number(end)); true
      case _ => false
    }
    length
  }
}

private[model] object GraphReader {

  /** How deep graphs may be nested: a bound on this reader's own recursion. */
  val MaxDepth: Int = 8
}
