package io.handover.evaluator.model

import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}
import io.handover.onnxfile.BrokenModel
import java.nio.{ByteBuffer, ByteOrder}

/** Reads `TensorProto`, whose elements lie in a typed field or, little-endian, in `raw_data`. */
private[model] final class TensorReader(fields: Fields) {

  private val dims = new LongList
  private val floats = new FloatList
  private val ints = new LongList
  private val longs = new LongList
  private val doubles = new LongList
  private val texts = new TextList

  /** The tensor up to `end`, with its name. */
  def read(end: Long): NamedTensor = {
    val found = readAny(end)
    if (found.bytes != null)
      throw Refusal("HE204", "a tensor has a type that is not run", found = Some("type=uint8"))
    new NamedTensor(found.name, found.value)
  }

  /** The tensor up to `end`, with its name; or its elements alone when they are unsigned bytes. */
  def readAny(end: Long): TensorReader.Read = {
    clear()
    var code = 0L
    var name = ""
    var raw: Array[Byte] = null
    var external = false
    while (fields.next(end)) fields.number match {
      case 1  => fields.wholes(end, dims)
      case 2  => code = fields.whole(end)
      case 3  => throw BrokenModel("a tensor in segments")
      case 4  => fields.floats(end, floats)
      case 5  => fields.wholes(end, ints)
      case 6  => fields.texts(end, texts)
      case 7  => fields.wholes(end, longs)
      case 8  => name = fields.text(end)
      case 9  => raw = fields.block(end)
      case 10 => fields.doubles(end, doubles)
      case 13 =>
        external = true
        fields.skip(end)
      case 14 => external |= fields.whole(end) != 0
      case _  => fields.skip(end)
    }
    if (external)
      throw Refusal(
        "HE102",
        "the model keeps weights in another file",
        where = Some(s"tensor=$name")
      )
    if (code == TensorReader.Uint8)
      new TensorReader.Read(name, TensorReader.bytes(raw, ints.result()), null)
    else
      new TensorReader.Read(
        name,
        null,
        try {
          val kind = TensorReader.kind(code)
          val shape = TensorReader.shape(dims.result())
          if (raw != null) TensorReader.raw(kind, name, shape, raw)
          else
            kind match {
              case Kind.F32  => Tensor.floats(shape, floats.result())
              case Kind.F64  => Tensor.doubles(shape, TensorReader.doubles(doubles.result()))
              case Kind.I32  => Tensor.ints(shape, TensorReader.ints(ints.result()))
              case Kind.I64  => Tensor.longs(shape, longs.result())
              case Kind.Bool => Tensor.booleans(shape, TensorReader.booleans(ints.result()))
              case Kind.Text => Tensor.texts(shape, texts.result())
            }
        } catch { case refusal: Refusal => throw refusal.at(s"tensor=$name") }
      )
  }

  private def clear(): Unit = {
    dims.clear()
    floats.clear()
    ints.clear()
    longs.clear()
    doubles.clear()
    texts.clear()
  }
}

private[model] object TensorReader {

  /** A tensor with its name, or unsigned bytes, widened, for which there is no tensor.
    *
    * @param bytes
    *   null unless the elements are unsigned bytes
    */
  final class Read(val name: String, val bytes: Array[Int], val value: Tensor)

  private final val Uint8 = 2L

  /** The most axes a tensor may have. */
  final val MaxRank = 16

  private def kind(code: Long): Kind = {
    val kind = Kind.of(code)
    if (kind == null)
      throw Refusal(
        "HE204",
        "a tensor has a type that is not run",
        found = Some(s"type=${Kind.describe(code)}")
      )
    kind
  }

  // Loops here meet code that is not compiled yet: no boxes, no closures.
  private def raw(kind: Kind, name: String, shape: Array[Int], bytes: Array[Byte]): Tensor = {
    val in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
    kind match {
      case Kind.F32 =>
        val values = new Array[Float](count(bytes, 4, name))
        in.asFloatBuffer.get(values)
        Tensor.floats(shape, values)
      case Kind.F64 =>
        val values = new Array[Double](count(bytes, 8, name))
        in.asDoubleBuffer.get(values)
        Tensor.doubles(shape, values)
      case Kind.I32 =>
        val values = new Array[Int](count(bytes, 4, name))
        in.asIntBuffer.get(values)
        Tensor.ints(shape, values)
      case Kind.I64 =>
        val values = new Array[Long](count(bytes, 8, name))
        in.asLongBuffer.get(values)
        Tensor.longs(shape, values)
      case Kind.Bool =>
        val values = new Array[Boolean](bytes.length)
        var i = 0
        while (i < bytes.length) {
          values(i) = bytes(i) != 0
          i += 1
        }
        Tensor.booleans(shape, values)
      case Kind.Text => throw BrokenModel(s"the texts of tensor $name are raw data")
    }
  }

  private def count(bytes: Array[Byte], width: Int, name: String): Int =
    if (bytes.length % width == 0) bytes.length / width
    else throw BrokenModel(s"raw data of tensor $name ends within an element")

  private def bytes(raw: Array[Byte], ints: Array[Long]): Array[Int] = {
    val values = new Array[Int](if (raw == null) ints.length else raw.length)
    var i = 0
    while (i < values.length) {
      values(i) = (if (raw == null) ints(i).toInt else raw(i).toInt) & 0xff
      i += 1
    }
    values
  }

  private def doubles(bits: Array[Long]): Array[Double] = {
    val values = new Array[Double](bits.length)
    var i = 0
    while (i < bits.length) {
      values(i) = java.lang.Double.longBitsToDouble(bits(i))
      i += 1
    }
    values
  }

  private def ints(longs: Array[Long]): Array[Int] = {
    val values = new Array[Int](longs.length)
    var i = 0
    while (i < longs.length) {
      values(i) = longs(i).toInt
      i += 1
    }
    values
  }

  private def booleans(longs: Array[Long]): Array[Boolean] = {
    val values = new Array[Boolean](longs.length)
    var i = 0
    while (i < longs.length) {
      values(i) = longs(i) != 0
      i += 1
    }
    values
  }

  private def shape(dims: Array[Long]): Array[Int] = {
    if (dims.length > MaxRank)
      throw Refusal(
        "HE104",
        "a tensor has too many axes",
        Some(s"axes<=$MaxRank"),
        Some(s"axes=${dims.length}")
      )
    val lengths = new Array[Int](dims.length)
    var axis = 0
    while (axis < dims.length) {
      val length = dims(axis)
      if (length < 0 || length > Tensor.MaxElements)
        throw Refusal("HE104", "a tensor has an impossible length", found = Some(s"length=$length"))
      lengths(axis) = length.toInt
      axis += 1
    }
    lengths
  }
}
