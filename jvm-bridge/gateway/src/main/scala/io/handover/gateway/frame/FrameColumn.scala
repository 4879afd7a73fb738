package io.handover.gateway.frame

import io.handover.ElementType
import io.handover.json.Json

/** What the header of a frame says of one column.
  *
  * @param nulls
  *   whether a null mask stands before its values
  * @param texts
  *   how many texts the dictionary of a `string` column holds, and their bytes together
  */
private[frame] final case class FrameColumn(
    name: String,
    elementType: ElementType,
    length: Option[Int],
    nulls: Boolean,
    texts: Option[FrameColumn.Texts]
) {

  /** How many elements one row has. */
  def width: Int = length.getOrElse(1)

  /** The bytes of its buffers, in order, without padding. */
  def buffers(rows: Int): Vector[Long] = {
    val elements = rows.toLong * width
    val values = texts match {
      case Some(FrameColumn.Texts(count, bytes)) => Vector(4 * (count + 1), bytes, 4 * elements)
      case None                                  => Vector(FrameColumn.size(elementType) * elements)
    }
    if (nulls) rows.toLong +: values else values
  }

  /** Its member of the header. */
  def json: Json = {
    val told = Vector(
      "name" -> Json.str(name),
      "type" -> Json.str(elementType.name),
      "length" -> length.fold[Json](Json.Null)(width => Json.int(width.toLong)),
      "nulls" -> Json.Bool(nulls)
    )
    val dictionary = texts.map { case FrameColumn.Texts(count, bytes) =>
      "texts" -> Json.obj("count" -> Json.int(count), "bytes" -> Json.int(bytes))
    }
    Json.obj((told ++ dictionary)*)
  }
}

private[frame] object FrameColumn {

  /** The dictionary of a text column. */
  final case class Texts(count: Long, bytes: Long)

  /** The bytes of one element; of a text, those of its code. */
  def size(elementType: ElementType): Long = elementType match {
    case ElementType.F64 | ElementType.I64 => 8L
    case ElementType.Bool                  => 1L
    case _                                 => 4L
  }
}
