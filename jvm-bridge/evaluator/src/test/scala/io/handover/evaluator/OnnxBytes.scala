package io.handover.evaluator

import java.io.ByteArrayOutputStream
import java.nio.charset.StandardCharsets.UTF_8

/** Writes small model files: what a test needs of `onnx.proto`, field by field. */
object OnnxBytes {

  /** A message, or a part of one. */
  type Bytes = Array[Byte]

  /** A node of `domain` with its attributes. */
  def node(
      operator: String,
      inputs: Seq[String],
      outputs: Seq[String],
      domain: String = "",
      attributes: Seq[Bytes] = Nil
  ): Bytes = join(
    inputs.map(text(1, _)) ++ outputs.map(text(2, _)) ++
      Seq(text(4, operator), text(7, domain)) ++ attributes.map(message(5, _))
  )

  /** A Scaler that takes `input` and gives `output`. */
  def scaler(input: String, output: String, offset: Seq[Float], scale: Seq[Float]): Bytes = node(
    "Scaler",
    Seq(input),
    Seq(output),
    "ai.onnx.ml",
    Seq(floats("offset", offset), floats("scale", scale))
  )

  /** Attributes of each type. */
  def long(name: String, value: Long): Bytes = attribute(name, 2, number(3, value))
  def float(name: String, value: Float): Bytes = attribute(name, 1, fixed(2, value))
  def string(name: String, value: String): Bytes = attribute(name, 3, text(4, value))
  def tensor(name: String, value: Bytes): Bytes = attribute(name, 4, message(5, value))
  def floats(name: String, values: Seq[Float]): Bytes =
    attribute(name, 6, join(values.map(fixed(7, _))))
  def longs(name: String, values: Seq[Long]): Bytes =
    attribute(name, 7, join(values.map(number(8, _))))
  def strings(name: String, values: Seq[String]): Bytes =
    attribute(name, 8, join(values.map(text(9, _))))

  /** The same with all elements in one field. */
  def packedFloats(name: String, values: Seq[Float]): Bytes =
    attribute(name, 6, if (values.isEmpty) join(Nil) else message(7, join(values.map(bare))))
  def packedLongs(name: String, values: Seq[Long]): Bytes =
    attribute(name, 7, if (values.isEmpty) join(Nil) else message(8, join(values.map(varint))))

  /** A node whose one attribute, texts, claims to end `by` bytes before its last text does. */
  def shortened(values: Seq[String], by: Int): Bytes = {
    val content = join(text(1, "a") +: number(20, 8L) +: values.map(text(9, _)))
    text(4, "Any") ++ varint(5L << 3 | 2) ++ varint(content.length.toLong - by) ++ content
  }

  /** A graph of one node. */
  def graph(name: String, node: Bytes): Bytes = attribute(name, 5, message(6, message(1, node)))

  /** A tensor of floats. */
  def floatTensor(name: String, dims: Seq[Long], values: Seq[Float]): Bytes = join(
    dims.map(number(1, _)) ++ Seq(number(2, 1L)) ++ values.map(fixed(4, _)) ++ Seq(text(8, name))
  )

  /** A tensor of unsigned bytes. */
  def byteTensor(dims: Seq[Long], values: Seq[Int]): Bytes =
    join(dims.map(number(1, _)) ++ Seq(number(2, 2L)) ++ values.map(v => number(5, v.toLong)))

  /** A declared input or output: a tensor of `kind` (`TensorProto.DataType`), any shape. */
  def value(name: String, kind: Long): Bytes =
    join(Seq(text(1, name), message(2, message(1, number(1, kind)))))

  /** A declared input: a matrix of floats, of any number of rows and columns. */
  def matrix(name: String): Bytes = {
    val axis = message(1, text(2, "n"))
    join(Seq(
      text(1, name),
      message(2, message(1, join(Seq(number(1, 1L), message(2, join(Seq(axis, axis)))))))
    ))
  }

  /** A model of one graph, with opset 18 and version 3 of ai.onnx.ml unless told otherwise. */
  def model(
      nodes: Seq[Bytes],
      inputs: Seq[Bytes],
      outputs: Seq[Bytes],
      initializers: Seq[Bytes] = Nil,
      ml: Long = 3L
  ): Bytes = {
    val graph = join(
      nodes.map(message(1, _)) ++ Seq(text(2, "graph")) ++ initializers.map(message(5, _)) ++
        inputs.map(message(11, _)) ++ outputs.map(message(12, _))
    )
    val opsets = Seq("" -> 18L, "ai.onnx.ml" -> ml).map { case (domain, version) =>
      message(8, join(Seq(text(1, domain), number(2, version))))
    }
    join(Seq(number(1, 9L), message(7, graph)) ++ opsets)
  }

  // What a converter says about an attribute is skipped.
  private def attribute(name: String, kind: Long, content: Bytes): Bytes =
    join(Seq(text(1, name), content, number(20, kind), text(13, "as it was when it was fitted")))

  private def join(parts: Seq[Bytes]): Bytes = parts.toArray.flatten

  private def number(field: Int, value: Long): Bytes = varint(field.toLong << 3) ++ varint(value)

  private def text(field: Int, value: String): Bytes = message(field, value.getBytes(UTF_8))

  private def message(field: Int, content: Bytes): Bytes =
    varint(field.toLong << 3 | 2) ++ varint(content.length.toLong) ++ content

  private def fixed(field: Int, value: Float): Bytes =
    varint(field.toLong << 3 | 5) ++ bare(value)

  private def bare(value: Float): Bytes = {
    val bits = java.lang.Float.floatToRawIntBits(value)
    Array.tabulate(4)(i => (bits >> 8 * i).toByte)
  }

  private def varint(value: Long): Bytes = {
    val out = new ByteArrayOutputStream
    var rest = value
    while ((rest & ~0x7fL) != 0) {
      out.write((rest & 0x7f | 0x80).toInt)
      rest = rest >>> 7
    }
    out.write(rest.toInt)
    out.toByteArray
  }
}
