package io.handover.evaluator.model

import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}
import io.handover.onnxfile.BrokenModel
import java.nio.{ByteBuffer, ByteOrder}
import scala.collection.immutable.VectorBuilder
import scala.collection.mutable.ArrayBuilder

/** Reads `TensorProto`, whose elements lie in a typed field or, little-endian, in `raw_data`. */
private[model] final class TensorReader(fields: Fields) {

  /** The tensor up to `end`, with its name. */
  def read(end: Long): (String, Tensor) =
    readAny(end).getOrElse(
      throw Refusal("HE204", "a tensor has a type that is not run", found = Some("type=uint8"))
    )

  /** The tensor up to `end`, with its name; or its elements alone when they are unsigned bytes. */
  def readAny(end: Long): Either[Array[Int], (String, Tensor)] = {
    val dims = new ArrayBuilder.ofLong
    val floats = new ArrayBuilder.ofFloat
    val ints = new ArrayBuilder.ofLong
    val longs = new ArrayBuilder.ofLong
    val doubles = new ArrayBuilder.ofLong
    val texts = new VectorBuilder[String]
    var code = 0L
    var name = ""
    var raw = Option.empty[Array[Byte]]
    var external = false
    fields.foreach(end) {
      case 1  => fields.numbers(end, dims); true
      case 2  => code = fields.number(end); true
      case 3  => throw BrokenModel("a tensor in segments")
      case 4  => fields.floats(end, floats); true
      case 5  => fields.numbers(end, ints); true
      case 6  => texts += fields.text(end); true
      case 7  => fields.numbers(end, longs); true
      case 8  => name = fields.text(end); true
      case 9  => raw = Some(fields.block(end)); true
      case 10 => fields.doubles(end, doubles); true
      case 13 => external = true; false
      case 14 => external |= fields.number(end) != 0; true
      case _  => false
    }
    def where = Some(s"tensor=$name")
    if (external) throw Refusal("HE102", "the model keeps weights in another file", where = where)
    if (code == TensorReader.Uint8)
      Left(raw.fold(ints.result().map(_.toInt & 0xff))(_.map(_ & 0xff)))
    else Right((name, typed(code, name, dims.result(), raw, floats, ints, longs, doubles, texts)))
  }

  private def typed(
      code: Long,
      name: String,
      dims: Array[Long],
      raw: Option[Array[Byte]],
      floats: ArrayBuilder.ofFloat,
      ints: ArrayBuilder.ofLong,
      longs: ArrayBuilder.ofLong,
      doubles: ArrayBuilder.ofLong,
      texts: VectorBuilder[String]
  ): Tensor = {
    def where = Some(s"tensor=$name")
    val kind = Kind.of(code).getOrElse {
      val found = Some(s"type=${Kind.describe(code)}")
      throw Refusal("HE204", "a tensor has a type that is not run", found = found, where = where)
    }
    val shape = TensorReader.shape(dims)
    val buffer = raw.map(ByteBuffer.wrap(_).order(ByteOrder.LITTLE_ENDIAN))
    def length(bytes: ByteBuffer, width: Int): Int =
      if (bytes.remaining % width == 0) bytes.remaining / width
      else throw BrokenModel(s"raw data of tensor $name ends within an element")
    try
      kind match {
        case Kind.F32 =>
          Tensor.floats(
            shape,
            buffer.fold(floats.result())(b => Array.fill(length(b, 4))(b.getFloat()))
          )
        case Kind.F64 =>
          Tensor.doubles(
            shape,
            buffer.fold(doubles.result().map(java.lang.Double.longBitsToDouble))(b =>
              Array.fill(length(b, 8))(b.getDouble())
            )
          )
        case Kind.I32 =>
          Tensor.ints(
            shape,
            buffer.fold(ints.result().map(_.toInt))(b => Array.fill(length(b, 4))(b.getInt()))
          )
        case Kind.I64 =>
          Tensor.longs(
            shape,
            buffer.fold(longs.result())(b => Array.fill(length(b, 8))(b.getLong()))
          )
        case Kind.Bool =>
          Tensor.booleans(
            shape,
            raw.fold(ints.result().map(_ != 0))(bytes => bytes.map(_ != 0))
          )
        case Kind.Text =>
          if (raw.isDefined) throw BrokenModel(s"the texts of tensor $name are raw data")
          Tensor.texts(shape, texts.result().toArray)
      }
    catch { case refusal: Refusal => throw refusal.at(s"tensor=$name") }
  }
}

private[model] object TensorReader {

  private val Uint8 = 2L

  /** The most axes a tensor may have. */
  val MaxRank: Int = 16

  private def shape(dims: Array[Long]): Array[Int] = {
    if (dims.length > MaxRank)
      throw Refusal(
        "HE104",
        "a tensor has too many axes",
        Some(s"axes<=$MaxRank"),
        Some(s"axes=${dims.length}")
      )
    dims.map { length =>
      if (length < 0 || length > Tensor.MaxElements)
        throw Refusal("HE104", "a tensor has an impossible length", found = Some(s"length=$length"))
      length.toInt
    }
  }
}
