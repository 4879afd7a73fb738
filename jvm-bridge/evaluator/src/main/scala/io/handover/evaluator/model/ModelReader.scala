package io.handover.evaluator.model

import io.handover.evaluator.tensor.Refusal
import io.handover.onnxfile.{BrokenModel, WireReader}
import java.util.HashMap

/** Reads `ModelProto`, the part of it that is run; refuses the rest by name.
  *
  * Nothing is allocated by a number that the file only claims, and nothing recurses deeper than
  * [[GraphReader.MaxDepth]] graphs.
  */
private[evaluator] object ModelReader {

  /** The newest `ir_version` whose meaning is known here. */
  final val MaxIr = 14L

  /** The model in `bytes`; throws the [[Refusal]] of what is none. */
  def read(bytes: Array[Byte]): ModelFile =
    try model(new Fields(WireReader.of(bytes)), bytes.length.toLong)
    catch {
      case broken: BrokenModel =>
        throw Refusal("HE101", s"not readable as ONNX: ${broken.reason}")
    }

  private def model(fields: Fields, end: Long): ModelFile = {
    var ir = 0L
    var producer = ""
    val opsets = new HashMap[String, Long]
    var graph: Graph = null
    val graphs = new GraphReader(fields, 1)
    while (fields.next(end)) fields.number match {
      case 1 => ir = fields.whole(end)
      case 2 => producer = fields.text(end)
      case 7 =>
        if (graph != null) throw BrokenModel("more than one graph")
        graph = graphs.read(fields.nested(end))
      case 8  => opset(fields, fields.nested(end), opsets)
      case 20 => throw Refusal("HE105", "the model has training steps, which are not run")
      case 25 => throw Refusal("HE105", "the model has functions, which are not run")
      case _  => fields.skip(end)
    }
    if (ir < 3 || ir > MaxIr)
      throw Refusal(
        "HE103",
        "the model's format version is not known",
        Some(s"ir_version=3 to $MaxIr"),
        Some(s"ir_version=$ir")
      )
    if (opsets.isEmpty) throw BrokenModel("no opset_import")
    if (graph == null) throw BrokenModel("no graph")
    new ModelFile(ir, producer, opsets, graph)
  }

  private def opset(fields: Fields, end: Long, known: HashMap[String, Long]): Unit = {
    var domain = ""
    var version = 0L
    while (fields.next(end)) fields.number match {
      case 1 => domain = fields.text(end)
      case 2 => version = fields.whole(end)
      case _ => fields.skip(end)
    }
    domain = Domain.plain(domain)
    // Converters repeat themselves; only two versions of one set contradict each other.
    if (known.containsKey(domain) && known.get(domain) != version)
      throw Refusal("HE302", s"operator set ${Domain.told(domain)} in two versions")
    val _ = known.put(domain, version)
  }
}
