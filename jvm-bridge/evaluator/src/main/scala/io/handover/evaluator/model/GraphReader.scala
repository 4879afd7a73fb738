package io.handover.evaluator.model

import io.handover.evaluator.tensor.Refusal
import io.handover.onnxfile.BrokenModel
import java.util.{ArrayList, HashSet}

/** Reads `GraphProto` and what is in it; a graph within a node within a graph only so deep.
  *
  * @param depth
  *   how many graphs deep it is
  */
private[model] final class GraphReader(fields: Fields, depth: Int) {

  private val tensors = new TensorReader(fields)
  private val floats = new FloatList
  private val ints = new LongList
  private val texts = new TextList

  /** The graph up to `end`. */
  def read(end: Long): Graph = {
    if (depth > GraphReader.MaxDepth)
      throw Refusal("HE104", "graphs are nested too deep", Some(s"depth<=${GraphReader.MaxDepth}"))
    var name = ""
    val nodes = new ArrayList[Node]
    val initializers = new ArrayList[NamedTensor]
    val inputs = new ArrayList[ValueInfo]
    val outputs = new ArrayList[ValueInfo]
    while (fields.next(end)) fields.number match {
      case 1  => nodes.add(node(fields.nested(end))): Unit
      case 2  => name = fields.text(end)
      case 5  => initializers.add(tensors.read(fields.nested(end))): Unit
      case 11 => inputs.add(valueInfo(fields.nested(end))): Unit
      case 12 => outputs.add(valueInfo(fields.nested(end))): Unit
      case 15 => throw Refusal("HE105", "the model has sparse initializers, which are not run")
      case _  => fields.skip(end)
    }
    new Graph(
      name,
      nodes.toArray(new Array[Node](0)),
      initializers.toArray(new Array[NamedTensor](0)),
      inputs.toArray(new Array[ValueInfo](0)),
      outputs.toArray(new Array[ValueInfo](0))
    )
  }

  private def node(end: Long): Node = {
    val inputs = new TextList
    val outputs = new TextList
    val attributes = new ArrayList[Attribute]
    var name, operator, domain = ""
    while (fields.next(end)) fields.number match {
      case 1 => inputs.add(fields.text(end))
      case 2 => outputs.add(fields.text(end))
      case 3 => name = fields.text(end)
      case 4 => operator = fields.text(end)
      case 5 => attributes.add(attribute(fields.nested(end))): Unit
      case 7 => domain = fields.text(end)
      case _ => fields.skip(end)
    }
    val plain = Domain.plain(domain)
    val listed = attributes.toArray(new Array[Attribute](0))
    val node = new Node(name, plain, operator, inputs.result(), outputs.result(), listed)
    val names = new HashSet[String]
    var i = 0
    while (i < listed.length) {
      val name = listed(i).name
      if (!names.add(name))
        throw Refusal("HE302", s"attribute $name is given twice", where = Some(node.label))
      i += 1
    }
    node
  }

  private def attribute(end: Long): Attribute = {
    var name = ""
    var kind = 0L
    var float = 0f
    var int = 0L
    var text: Array[Byte] = null
    var tensor: TensorReader.Read = null
    var graph: Graph = null
    floats.clear()
    ints.clear()
    texts.clear()
    while (fields.next(end)) fields.number match {
      case 1  => name = fields.text(end)
      case 2  => float = fields.float(end)
      case 3  => int = fields.whole(end)
      case 4  => text = fields.block(end)
      case 5  => tensor = tensors.readAny(fields.nested(end))
      case 6  => graph = new GraphReader(fields, depth + 1).read(fields.nested(end))
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
    var found = GraphReader.Unsaid
    while (fields.next(end)) fields.number match {
      case 1 => name = fields.text(end)
      case 2 => found = typed(fields.nested(end), found)
      case _ => fields.skip(end)
    }
    new ValueInfo(name, found.elementType, found.rank)
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
    var rank = before.rank
    while (fields.next(end)) fields.number match {
      case 1 => elementType = fields.whole(end)
      case 2 => rank = axes(fields.nested(end))
      case _ => fields.skip(end)
    }
    new ValueInfo("", elementType, rank)
  }

  // Their lengths are those of the rows that come, whatever is declared.
  private def axes(end: Long): Int = {
    var count = 0
    while (fields.next(end)) {
      if (fields.number == 1) {
        val axis = fields.nested(end)
        while (fields.next(axis)) fields.skip(axis)
        count += 1
      } else fields.skip(end)
    }
    count
  }
}

private[model] object GraphReader {

  /** How deep graphs may be nested: a bound on this reader's own recursion. */
  final val MaxDepth = 8

  private val Unsaid = new ValueInfo("", ValueInfo.Untyped, ValueInfo.Unsaid)
}
