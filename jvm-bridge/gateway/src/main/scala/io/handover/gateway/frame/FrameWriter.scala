package io.handover.gateway.frame

import io.handover.{Batch, Column, ColumnData}
import java.nio.charset.StandardCharsets.{ISO_8859_1, UTF_8}
import java.nio.{ByteBuffer, ByteOrder}
import scala.collection.mutable

/** Writes rows as a frame; see [[FrameReader]].
  *
  * Texts are kept once, in the order in which they first appear. Law: reading what was written
  * gives the same bits, and writing that again the same bytes.
  */
private[gateway] object FrameWriter {

  /** The bytes of the frame. Throws `IllegalArgumentException` when it would be beyond a limit. */
  def bytes(batch: Batch): Array[Byte] = {
    val written = batch.columns.map(new Written(_))
    val header = FrameHeader(batch.rows, written.map(_.told))
    val text = header.text.getBytes(UTF_8)
    val size = header.fileSize(text.length)
    if (size > FrameLimits.File)
      throw new IllegalArgumentException(s"a frame of size=$size, limit=${FrameLimits.File}")
    val out = ByteBuffer.allocate(size.toInt).order(ByteOrder.LITTLE_ENDIAN)
    out.put(FrameHeader.Magic.getBytes(ISO_8859_1)).putInt(text.length).putInt(0).put(text): Unit
    align(out)
    written.foreach(_.put(out))
    out.array
  }

  private def align(out: ByteBuffer): Unit =
    out.position(FrameHeader.padded(out.position().toLong).toInt): Unit

  private final class Written(column: Column) {
    private val nulls = Array.tabulate(column.rows)(column.isNull)
    private val dictionary = column.data match {
      case typed: ColumnData.Text => Some(new Dictionary(typed.values))
      case _                      => None
    }

    val told: FrameColumn = FrameColumn(
      column.name,
      column.elementType,
      column.length,
      nulls.contains(true),
      dictionary.map(texts => FrameColumn.Texts(texts.bytes.length.toLong, texts.size))
    )

    def put(out: ByteBuffer): Unit = {
      if (told.nulls) truths(out, nulls)
      column.data match {
        case typed: ColumnData.F32 => moved(out, 4, out.asFloatBuffer.put(typed.values).position())
        case typed: ColumnData.F64 => moved(out, 8, out.asDoubleBuffer.put(typed.values).position())
        case typed: ColumnData.I32 => ints(out, typed.values)
        case typed: ColumnData.I64 => moved(out, 8, out.asLongBuffer.put(typed.values).position())
        case typed: ColumnData.Bool => truths(out, typed.values)
        case _: ColumnData.Text     => dictionary.foreach(texts(out, _))
      }
    }

    private def texts(out: ByteBuffer, dictionary: Dictionary): Unit = {
      ints(out, dictionary.bytes.scanLeft(0)((end, text) => end + text.length).toArray)
      dictionary.bytes.foreach(out.put(_): Unit)
      align(out)
      ints(out, dictionary.codes)
    }

    private def ints(out: ByteBuffer, values: Array[Int]): Unit =
      moved(out, 4, out.asIntBuffer.put(values).position())

    private def truths(out: ByteBuffer, values: Array[Boolean]): Unit = {
      values.foreach(value => out.put(if (value) 1.toByte else 0.toByte): Unit)
      align(out)
    }

    private def moved(out: ByteBuffer, width: Int, count: Int): Unit = {
      out.position(out.position() + width * count): Unit
      align(out)
    }
  }

  private final class Dictionary(values: Array[String]) {
    private val places = mutable.LinkedHashMap.empty[String, Int]
    val codes: Array[Int] = values.map(text => places.getOrElseUpdate(text, places.size))
    val bytes: Vector[Array[Byte]] = places.keysIterator.map(_.getBytes(UTF_8)).toVector
    val size: Long = bytes.map(_.length.toLong).sum
  }
}
