package io.handover.evaluator.model

import io.handover.Fault
import io.handover.evaluator.tensor.Refusal
import io.handover.onnxfile.{BrokenModel, WireReader}

/** Reads `ModelProto`, the part of it that is run; refuses the rest by name.
  *
  * Nothing is allocated by a number that the file only claims, and nothing recurses deeper than
  * [[GraphReader.MaxDepth]] graphs.
  */
private[evaluator] object ModelReader {

  /** The newest `ir_version` whose meaning is known here. */
  val MaxIr: Long = 14

  /** The model in `bytes`, or why it is none. */
  def read(bytes: Array[Byte]): Either[Fault, ModelFile] =
    try Right(model(new Fields(WireReader.of(bytes)), bytes.length.toLong))
    catch {
      case BrokenModel(reason) =>
        Left(Refusal("HE101", s"not readable as ONNX: $reason").fault)
      case refusal: Refusal => Left(refusal.fault)
    }

  private def model(fields: Fields, end: Long): ModelFile = {
    var ir = 0L
    var producer = ""
    var opsets = Map.empty[String, Long]
    var graph = Option.empty[Graph]
    val graphs = new GraphReader(fields)
    fields.foreach(end) {
      case 1 => ir = fields.number(end); true
      case 2 => producer = fields.text(end); true
      case 7 =>
        if (graph.isDefined) throw BrokenModel("more than one graph")
        graph = Some(graphs.read(fields.nested(end), 1))
        true
      case 8 =>
        val (domain, version) = opset(fields, fields.nested(end))
        // Converters repeat themselves; only two versions of one set contradict each other.
        if (opsets.get(domain).exists(_ != version))
          throw Refusal("HE302", s"operator set ${Domain.told(domain)} in two versions")
        opsets = opsets.updated(domain, version)
        true
      case 20 => throw Refusal("HE105", "the model has training steps, which are not run")
      case 25 => throw Refusal("HE105", "the model has functions, which are not run")
      case _  => false
    }
    if (ir < 3 || ir > MaxIr)
      throw Refusal(
        "HE103",
        "the model's format version is not known",
        Some(s"ir_version=3 to $MaxIr"),
        Some(s"ir_version=$ir")
      )
    if (opsets.isEmpty) throw BrokenModel("no opset_import")
    ModelFile(ir, producer, opsets, graph.getOrElse(throw BrokenModel("no graph")))
  }

  private def opset(fields: Fields, end: Long): (String, Long) = {
    var domain = ""
    var version = 0L
    fields.foreach(end) {
      case 1 => domain = fields.text(end); true
      case 2 => version = fields.number(end); true
      case _ => false
    }
    (Domain.plain(domain), version)
  }
}
