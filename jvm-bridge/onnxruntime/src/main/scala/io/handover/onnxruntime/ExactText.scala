package io.handover.onnxruntime

import ai.onnxruntime.{OnnxTensor, OrtEnvironment, OrtSession}
import java.io.ByteArrayOutputStream
import java.nio.charset.StandardCharsets.UTF_8
import scala.util.Using

/** String tensors that hold the very UTF-8 bytes of their text.
  *
  * ONNX Runtime's Java API hands text over as Java's modified UTF-8: a character outside the basic
  * plane becomes six bytes instead of four, U+0000 becomes two, and a category such as an emoji is
  * then not found (measured with 1.29.0; no other call of the API takes bytes). Text with such a
  * character is therefore made inside the runtime, as the constant of a model of one node, whose
  * result is the tensor.
  */
private[onnxruntime] object ExactText {

  /** Whether the Java API would change `text` on its way. */
  def isChanged(text: String): Boolean = text.exists(char => char == 0 || char.isSurrogate)

  /** The tensor of `texts`; to be closed after use. */
  def tensor(environment: OrtEnvironment, texts: Array[String], shape: Array[Long]): Held =
    Using.resource(new OrtSession.SessionOptions) { options =>
      options.setIntraOpNumThreads(1)
      Using.resource(ModelSession.create(environment, model(texts, shape), options)) { session =>
        val result = session.run(java.util.Map.of[String, OnnxTensor]())
        result.get(0) match {
          case tensor: OnnxTensor => new Held(tensor, result)
          case other => throw new IllegalStateException(s"a string constant gave $other")
        }
      }
    }

  /** A tensor and what has to be closed for it. */
  final class Held(val tensor: OnnxTensor, owner: AutoCloseable) extends AutoCloseable {
    def close(): Unit = owner.close()
  }

  // Field numbers of onnx.proto: a ModelProto with one Identity node over one initializer.
  private def model(texts: Array[String], shape: Array[Long]): Array[Byte] = {
    val constant = message { tensor =>
      shape.foreach(size => tensor.number(1, size))
      tensor.number(2, 8) // TensorProto.STRING
      texts.foreach(text => tensor.bytes(6, text.getBytes(UTF_8)))
      tensor.text(8, "constant")
    }
    val node = message(_.text(1, "constant").text(2, "text").text(4, "Identity"))
    val dimensions =
      message(whole => shape.foreach(size => whole.bytes(1, message(_.number(1, size)))))
    val tensorType = message(_.number(1, 8).bytes(2, dimensions))
    val output = message(_.text(1, "text").bytes(2, message(_.bytes(1, tensorType))))
    val graph = message(_.bytes(1, node).text(2, "text").bytes(5, constant).bytes(12, output))
    message(_.number(1, 8).bytes(7, graph).bytes(8, message(_.number(2, 13))))
  }

  private def message(fill: Message => Any): Array[Byte] = {
    val made = new Message
    fill(made): Unit
    made.toArray
  }

  /** A protobuf message being written. */
  private final class Message {
    private val out = new ByteArrayOutputStream

    def number(field: Int, value: Long): Message = {
      varint(field.toLong << 3); varint(value); this
    }

    def bytes(field: Int, value: Array[Byte]): Message = {
      varint(field.toLong << 3 | 2)
      varint(value.length.toLong)
      out.write(value, 0, value.length)
      this
    }

    def text(field: Int, value: String): Message = bytes(field, value.getBytes(UTF_8))

    def toArray: Array[Byte] = out.toByteArray

    @annotation.tailrec
    private def varint(value: Long): Unit =
      if ((value & ~0x7fL) == 0) out.write(value.toInt)
      else {
        out.write((value & 0x7f | 0x80).toInt)
        varint(value >>> 7)
      }
  }
}
