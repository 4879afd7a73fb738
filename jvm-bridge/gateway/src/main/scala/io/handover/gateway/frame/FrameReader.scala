package io.handover.gateway.frame

import io.handover.{Batch, Column, ColumnData, ElementType, Fault}
import java.io.IOException
import java.nio.charset.{CharacterCodingException, CodingErrorAction, StandardCharsets}
import java.nio.file.{Files, Path}
import java.nio.{ByteBuffer, ByteOrder}

/** Reads a frame: rows as little-endian column buffers behind a JSON header.
  *
  * Trusts nothing: every length is held to the size of the file before an array is made. HF101 no
  * frame, HF102 its header, HF103 another size than the header says, HF104 beyond a limit, HF105 a
  * text or its code, HF106 a truth value that is neither 0 nor 1, HF107 padding that is not zero,
  * HF108 the file cannot be read.
  */
private[gateway] object FrameReader {

  /** The rows in the file, or why there are none. */
  def read(path: Path): Either[Fault, Batch] = {
    val where = path.getFileName.toString
    try {
      val size = Files.size(path)
      if (size > FrameLimits.File)
        Left(FrameFault.of("HF104", "the frame is too large", where, found = Some(s"size=$size")))
      else read(Files.readAllBytes(path), where)
    } catch {
      case broken: IOException =>
        Left(FrameFault.of("HF108", s"the frame cannot be read: $broken", where))
    }
  }

  /** The rows in these bytes, or why there are none. */
  def read(bytes: Array[Byte], where: String): Either[Fault, Batch] =
    try Right(new FrameReader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), where).batch)
    catch { case refused: FrameFault => Left(refused.fault) }
}

private final class FrameReader(bytes: ByteBuffer, where: String) {

  private val header: FrameHeader = {
    val start = new Array[Byte](FrameHeader.Start)
    if (bytes.remaining < start.length) FrameFault.refuse("HF101", "the file is no frame", where)
    bytes.get(start): Unit
    if (new String(start, 0, 8, StandardCharsets.ISO_8859_1) != FrameHeader.Magic)
      FrameFault.refuse("HF101", "the file is no frame", where, Some(s"magic=${FrameHeader.Magic}"))
    val length = bytes.getInt(8)
    if (length < 0 || length > FrameLimits.Header)
      FrameFault.refuse("HF104", "the header is too long", where)
    if (bytes.getInt(12) != 0) FrameFault.refuse("HF107", "padding is not zero", where)
    if (length > bytes.remaining) FrameFault.refuse("HF103", "the frame ends in its header", where)
    val text = new Array[Byte](length)
    bytes.get(text): Unit
    val header = FrameHeader.read(text, where)
    val expected = header.fileSize(length)
    if (expected != bytes.limit().toLong)
      FrameFault.refuse(
        "HF103",
        "the frame has another size than its header says",
        where,
        Some(s"size=$expected"),
        Some(s"size=${bytes.limit()}")
      )
    header
  }

  private val rows = header.rows

  def batch: Batch = {
    padding()
    Batch.of(header.columns.map(column))
  }

  private def column(told: FrameColumn): Column = {
    val nulls = if (told.nulls) truths(rows) else new Array[Boolean](rows)
    val data = values(told)
    Column.of(told.name, data, told.length, nulls)
  }

  private def values(told: FrameColumn): ColumnData = {
    val size = rows * told.width
    told.elementType match {
      case ElementType.F32 =>
        val found = new Array[Float](size)
        bytes.asFloatBuffer.get(found): Unit
        new ColumnData.F32(passed(4, found))
      case ElementType.F64 =>
        val found = new Array[Double](size)
        bytes.asDoubleBuffer.get(found): Unit
        new ColumnData.F64(passed(8, found))
      case ElementType.I32 => new ColumnData.I32(ints(size))
      case ElementType.I64 =>
        val found = new Array[Long](size)
        bytes.asLongBuffer.get(found): Unit
        new ColumnData.I64(passed(8, found))
      case ElementType.Bool => new ColumnData.Bool(truths(size))
      case ElementType.Text => new ColumnData.Text(texts(told, size))
    }
  }

  private def texts(told: FrameColumn, size: Int): Array[String] = {
    val dictionary = told.texts.fold(Array.empty[String])(this.dictionary)
    ints(size).map { code =>
      if (code < 0 || code >= dictionary.length)
        FrameFault.refuse("HF105", s"column ${told.name} has a code that names no text", where)
      dictionary(code)
    }
  }

  private def dictionary(told: FrameColumn.Texts): Array[String] = {
    val offsets = ints(told.count.toInt + 1)
    val ascend = (1 to told.count.toInt).forall(place => offsets(place - 1) <= offsets(place))
    if (offsets(0) != 0 || !ascend || offsets(told.count.toInt).toLong != told.bytes)
      FrameFault.refuse("HF105", "the offsets of the texts do not ascend to their end", where)
    val start = bytes.position()
    val found = Array.tabulate(told.count.toInt) { place =>
      val part = bytes.slice(start + offsets(place), offsets(place + 1) - offsets(place))
      try
        StandardCharsets.UTF_8.newDecoder
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(part)
          .toString
      catch {
        case _: CharacterCodingException =>
          FrameFault.refuse("HF105", s"text $place is not UTF-8", where)
      }
    }
    skip(told.bytes.toInt)
    found
  }

  private def ints(size: Int): Array[Int] = {
    val found = new Array[Int](size)
    bytes.asIntBuffer.get(found): Unit
    passed(4, found)
  }

  private def truths(size: Int): Array[Boolean] = {
    val found = new Array[Byte](size)
    bytes.get(found): Unit
    padding()
    found.map { byte =>
      if (byte != 0 && byte != 1)
        FrameFault.refuse("HF106", "a truth value is neither 0 nor 1", where)
      byte == 1
    }
  }

  private def passed[A](width: Int, found: Array[A]): Array[A] = {
    skip(width * found.length)
    found
  }

  private def skip(count: Int): Unit = {
    bytes.position(bytes.position() + count): Unit
    padding()
  }

  /** Steps over the zero bytes up to the next multiple of eight. */
  private def padding(): Unit =
    while (bytes.position() % 8 != 0)
      if (bytes.get() != 0) FrameFault.refuse("HF107", "padding is not zero", where)
}
