package io.handover.gateway.frame

import io.handover.ElementType
import io.handover.json.{Json, JsonReader, JsonWriter}

/** The header of a frame: how many rows, and which columns in which buffers. */
private[frame] final case class FrameHeader(rows: Int, columns: Vector[FrameColumn]) {

  /** The header as it stands in the file. */
  def text: String = JsonWriter.write(
    Json.obj("rows" -> Json.int(rows.toLong), "columns" -> Json.arr(columns.map(_.json)))
  )

  /** How long a file with a header of `bytes` bytes is. */
  def fileSize(bytes: Int): Long =
    columns.flatMap(
      _.buffers(rows)
    ).foldLeft(FrameHeader.padded(FrameHeader.Start + bytes.toLong)) {
      (size, buffer) => size + FrameHeader.padded(buffer)
    }
}

private[frame] object FrameHeader {

  /** The first bytes of every frame; the digit is the version of the format. */
  val Magic: String = "HOFRAME1"

  /** Where the header begins: after magic, length and four zero bytes. */
  val Start: Int = 16

  /** The size with padding to a multiple of eight. */
  def padded(size: Long): Long = (size + 7) / 8 * 8

  /** Reads the header's text; HF102 when it is not understood, HF104 beyond a limit. */
  def read(bytes: Array[Byte], where: String): FrameHeader = {
    val json = JsonReader.read(bytes, where) match {
      case Right(found) => found
      case Left(fault) => FrameFault.refuse("HF102", s"the header is no JSON: ${fault.line}", where)
    }
    val rows = count(json, "rows", FrameLimits.Rows.toLong, "$", where).toInt
    val columns = json.get("columns").flatMap(_.elements).getOrElse(Vector.empty)
    if (columns.isEmpty) FrameFault.refuse("HF102", "the header names no columns", where)
    if (columns.length > FrameLimits.Columns)
      FrameFault.refuse("HF104", s"more than ${FrameLimits.Columns} columns", where)
    val read = columns.zipWithIndex.map { case (column, place) =>
      this.column(column, s"$$.columns[$place]", where)
    }
    val names = read.map(_.name)
    if (names.distinct.length != names.length)
      FrameFault.refuse("HF102", "two columns have one name", where)
    FrameHeader(rows, read)
  }

  private def column(json: Json, path: String, where: String): FrameColumn = {
    val name = json.get("name").flatMap(_.text)
    val elementType = json.get("type").flatMap(_.text).flatMap(ElementType.parse)
    val nulls = json.get("nulls").collect { case Json.Bool(value) => value }
    val length = json.get("length").filter(_ != Json.Null).map { _ =>
      count(json, "length", FrameLimits.Length.toLong, path, where).toInt
    }
    (name, elementType, nulls) match {
      case (Some(called), Some(typed), Some(masked)) =>
        val texts = Option.when(typed == ElementType.Text) {
          val told = json.get("texts").getOrElse(Json.Null)
          FrameColumn.Texts(
            count(told, "count", FrameLimits.File, s"$path.texts", where),
            count(told, "bytes", FrameLimits.File, s"$path.texts", where)
          )
        }
        FrameColumn(called, typed, length, masked, texts)
      case _ => FrameFault.refuse("HF102", s"$path has no name, type or nulls", where)
    }
  }

  private def count(json: Json, name: String, most: Long, path: String, where: String): Long = {
    val found = json.get(name).flatMap(_.long).filter(_ >= 0)
    val value = found.getOrElse(FrameFault.refuse("HF102", s"$path.$name is no count", where))
    if (value > most)
      FrameFault.refuse(
        "HF104",
        s"$path.$name is too large",
        where,
        Some(s"$name<=$most"),
        Some(s"$name=$value")
      )
    value
  }
}
