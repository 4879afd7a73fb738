package io.handover.evaluator.model

import io.handover.evaluator.tensor.Refusal
import io.handover.onnxfile.BrokenModel
import java.util.HashSet
import scala.collection.immutable.VectorBuilder

/** Reads `GraphProto` and what is in it; a graph within a node within a graph only so deep. */
private[model] final class GraphReader(fields: Fields) {

  private val tensors = new TensorReader(fields)

  /** The graph up to `end`, `depth` graphs deep. */
  def read(end: Long, depth: Int): Graph = {
    if (depth > GraphReader.MaxDepth)
      throw Refusal("HE104", "graphs are nested too deep", Some(s"depth<=${GraphReader.MaxDepth}"))
    var name = ""
    val nodes = new VectorBuilder[Node]
    val initializers = new VectorBuilder[NamedTensor]
    val inputs = new VectorBuilder[ValueInfo]
    val outputs = new VectorBuilder[ValueInfo]
    while (fields.next(end)) fields.number match {
      case 1  => nodes.addOne(node(fields.nested(end), depth))
      case 2  => name = fields.text(end)
      case 5  => initializers.addOne(tensors.read(fields.nested(end)))
      case 11 => inputs.addOne(valueInfo(fields.nested(end)))
      case 12 => outputs.addOne(valueInfo(fields.nested(end)))
      case 15 => throw Refusal("HE105", "the model has sparse initializers, which are not run")
      case _  => fields.skip(end)
    }
    new Graph(name, nodes.result(), initializers.result(), inputs.result(), outputs.result())
  }

  private def node(end: Long, depth: Int): Node = {
    val inputs = new VectorBuilder[String]
    val outputs = new VectorBuilder[String]
    val attributes = new VectorBuilder[Attribute]
    var name, operator, domain = ""
    while (fields.next(end)) fields.number match {
      case 1 => inputs.addOne(fields.text(end))
      case 2 => outputs.addOne(fields.text(end))
      case 3 => name = fields.text(end)
      case 4 => operator = fields.text(end)
      case 5 => attributes.addOne(attribute(fields.nested(end), depth))
      case 7 => domain = fields.text(end)
      case _ => fields.skip(end)
    }
    val plain = Domain.plain(domain)
    val node =
      new Node(name, plain, operator, inputs.result(), outputs.result(), attributes.result())
    val names = new HashSet[String]
    val each = node.attributes.iterator
    while (each.hasNext) {
      val name = each.next().name
      if (!names.add(name))
        throw Refusal("HE302", s"attribute $name is given twice", where = Some(node.label))
    }
    node
  }

  private def attribute(end: Long, depth: Int): Attribute = {
    var name = ""
    var kind = 0L
    var float = 0f
    var int = 0L
    var text: Array[Byte] = null
    var tensor: TensorReader.Read = null
    var graph: Graph = null
    val floats = new FloatList
    val ints = new LongList
    val texts = new TextList
    while (fields.next(end)) fields.number match {
      case 1  => name = fields.text(end)
      case 2  => float = fields.float(end)
      case 3  => int = fields.whole(end)
      case 4  => text = fields.block(end)
      case 5  => tensor = tensors.readAny(fields.nested(end))
      case 6  => graph = read(fields.nested(end), depth + 1)
      case 7  => fields.floats(end, floats)
      case 8  => fields.wholes(end, ints)
      case 9  => fields.texts(end, texts)
      case 20 => kind = fields.whole(end)
      case 21 => throw Refusal("HE105", "the model has functions, which are not run")
      case _  => fields.skip(end)
    }
    if (kind == 4 && tensor == null || kind == 5 && graph == null)
      throw BrokenModel(s"attribute $name has no value")
    (if (kind < 0 || kind > 8) 0 else kind.toInt) match {
      case 1                         => new Attribute.OfFloat(name, float)
      case 2                         => new Attribute.OfInt(name, int)
      case 3                         => new Attribute.OfText(name, textOf(text))
      case 4 if tensor.bytes != null => new Attribute.OfBytes(name, tensor.bytes)
      case 4                         => new Attribute.OfTensor(name, tensor.value)
      case 5                         => new Attribute.OfGraph(name, graph)
      case 6                         => new Attribute.OfFloats(name, floats.result())
      case 7                         => new Attribute.OfInts(name, ints.result())
      case 8                         => new Attribute.OfTexts(name, texts.result())
      case _                         => new Attribute.Other(name, kind)
    }
  }

  private def textOf(bytes: Array[Byte]): String = if (bytes == null) "" else Fields.utf8(bytes)

  private def valueInfo(end: Long): ValueInfo = {
    var name = ""
    var found = GraphReader.Untyped
    while (fields.next(end)) fields.number match {
      case 1 => name = fields.text(end)
      case 2 => found = typed(fields.nested(end), found)
      case _ => fields.skip(end)
    }
    new ValueInfo(name, found.elementType, found.shape)
  }

  private def typed(end: Long, before: ValueInfo): ValueInfo = {
    var found = before
    while (fields.next(end)) fields.number match {
      case 1 => found = tensorType(fields.nested(end), found)
      case _ => fields.skip(end)
    }
    found
  }

  private def tensorType(end: Long, before: ValueInfo): ValueInfo = {
    var elementType = before.elementType
    var axes = before.shape
    while (fields.next(end)) fields.number match {
      case 1 => elementType = Some(fields.whole(end))
      case 2 => axes = Some(shape(fields.nested(end)))
      case _ => fields.skip(end)
    }
    new ValueInfo("", elementType, axes)
  }

  private def shape(end: Long): Vector[Option[Long]] = {
    val axes = new VectorBuilder[Option[Long]]
    while (fields.next(end)) fields.number match {
      case 1 => axes.addOne(axis(fields.nested(end)))
      case _ => fields.skip(end)
    }
    axes.result()
  }

  private def axis(end: Long): Option[Long] = {
    var length: Option[Long] = None
    while (fields.next(end)) fields.number match {
      case 1 => length = Some(fields.whole(end))
      case _ => fields.skip(end)
    }
    length
  }
}

private[model] object GraphReader {

  /** How deep graphs may be nested: a bound on this reader's own recursion. */
  final val MaxDepth = 8

  private val Untyped = new ValueInfo("", None, None)
}
