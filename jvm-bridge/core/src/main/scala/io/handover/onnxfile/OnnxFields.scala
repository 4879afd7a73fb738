package io.handover.onnxfile

/** The fields of onnx.proto: the whole schema of a model file, without an ONNX library.
  *
  * A kind is a wire form (`varint`, `fixed32`, `fixed64`, `text`, `bytes`) or the message that the
  * field holds; `*` marks a repeated field. The shared table `onnx_fields.json` holds both
  * languages to these rows.
  */
private[onnxfile] object OnnxFields {

  private val rows = Vector(
    "ModelProto: 1 varint, 2 text, 3 text, 4 text, 5 varint, 6 text, 7 GraphProto, " +
      "8 OperatorSetIdProto*, 14 StringStringEntryProto*, 20 TrainingInfoProto*, " +
      "25 FunctionProto*, 26 DeviceConfigurationProto*",
    "OperatorSetIdProto: 1 text, 2 varint",
    "GraphProto: 1 NodeProto*, 2 text, 5 TensorProto*, 10 text, 11 ValueInfoProto*, " +
      "12 ValueInfoProto*, 13 ValueInfoProto*, 14 TensorAnnotation*, 15 SparseTensorProto*, " +
      "16 StringStringEntryProto*",
    "NodeProto: 1 text*, 2 text*, 3 text, 4 text, 5 AttributeProto*, 6 text, 7 text, 8 text, " +
      "9 StringStringEntryProto*, 10 NodeDeviceConfigurationProto*",
    "AttributeProto: 1 text, 2 fixed32, 3 varint, 4 bytes, 5 TensorProto, 6 GraphProto, " +
      "7 fixed32*, 8 varint*, 9 bytes*, 10 TensorProto*, 11 GraphProto*, 13 text, " +
      "14 TypeProto, 15 TypeProto*, 20 varint, 21 text, 22 SparseTensorProto, " +
      "23 SparseTensorProto*",
    "TensorProto: 1 varint*, 2 varint, 3 TensorProto.Segment, 4 fixed32*, 5 varint*, " +
      "6 bytes*, 7 varint*, 8 text, 9 bytes, 10 fixed64*, 11 varint*, 12 text, " +
      "13 StringStringEntryProto*, 14 varint, 16 StringStringEntryProto*",
    "TensorProto.Segment: 1 varint, 2 varint",
    "StringStringEntryProto: 1 text, 2 text",
    "SparseTensorProto: 1 TensorProto, 2 TensorProto, 3 varint*",
    "TypeProto: 1 TypeProto.Tensor, 4 TypeProto.Sequence, 5 TypeProto.Map, 6 text, " +
      "7 TypeProto.Opaque, 8 TypeProto.SparseTensor, 9 TypeProto.Optional",
    "TypeProto.Tensor: 1 varint, 2 TensorShapeProto",
    "TensorShapeProto: 1 TensorShapeProto.Dimension*",
    "TensorShapeProto.Dimension: 1 varint, 2 text, 3 text",
    "TypeProto.Sequence: 1 TypeProto",
    "TypeProto.Map: 1 varint, 2 TypeProto",
    "TypeProto.Optional: 1 TypeProto",
    "TypeProto.SparseTensor: 1 varint, 2 TensorShapeProto",
    "TypeProto.Opaque: 1 text, 2 text",
    "NodeDeviceConfigurationProto: 1 text, 2 ShardingSpecProto*, 3 varint",
    "ShardingSpecProto: 1 text, 2 varint*, 3 IntIntListEntryProto*, 4 ShardedDimProto*",
    "IntIntListEntryProto: 1 varint, 2 varint*",
    "ShardedDimProto: 1 varint, 2 SimpleShardedDimProto*",
    "SimpleShardedDimProto: 1 varint, 2 text, 3 varint",
    "ValueInfoProto: 1 text, 2 TypeProto, 3 text, 4 StringStringEntryProto*",
    "TensorAnnotation: 1 text, 2 StringStringEntryProto*",
    "TrainingInfoProto: 1 GraphProto, 2 GraphProto, 3 StringStringEntryProto*, " +
      "4 StringStringEntryProto*",
    "FunctionProto: 1 text, 4 text*, 5 text*, 6 text*, 7 NodeProto*, 8 text, " +
      "9 OperatorSetIdProto*, 10 text, 11 AttributeProto*, 12 ValueInfoProto*, 13 text, " +
      "14 StringStringEntryProto*",
    "DeviceConfigurationProto: 1 text, 2 varint, 3 text*"
  )

  /** Message types by name. */
  val messages: Map[String, Message] = rows.map { row =>
    val (name, fields) = row.span(_ != ':')
    name -> new Message(name, fields.drop(2).split(", ").toVector.map(field))
  }.toMap

  /** The message that a model file is. */
  val model: Message = messages("ModelProto")

  private def field(text: String): (Int, Field) = {
    val (number, kind) = text.span(_ != ' ')
    number.toInt -> new Field(kind.trim.stripSuffix("*"), repeated = kind.endsWith("*"))
  }
}
