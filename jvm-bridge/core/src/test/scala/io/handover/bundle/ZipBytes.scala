package io.handover.bundle

import io.handover.json.{Hex, Json}
import io.handover.tables.SharedTable.text
import java.io.ByteArrayOutputStream
import java.nio.charset.StandardCharsets.UTF_8
import java.util.zip.CRC32

/** Writes an archive with the header changes of a recipe; see tests/shared/README.md. */
final class ZipBytes(recipe: Json) {

  private val out = new ByteArrayOutputStream
  private val central = new ByteArrayOutputStream
  private val zip = recipe.get("zip").flatMap(_.elements).getOrElse(Vector.empty)
  private val gaps = recipe.get("gaps").flatMap(_.elements).getOrElse(Vector.empty)
  private val starts = scala.collection.mutable.Map.empty[String, Int]
  private var count = 0

  /** Where an entry, or `central`, starts in the bytes. */
  def start(name: String): Int = starts(name)

  /** The bytes of the archive, before the raw edits. */
  def write(files: Vector[(String, Array[Byte])]): Array[Byte] = {
    gap("first")
    ordered(files).foreach { case (name, content) => entry(name, content) }
    gap("central")
    val offset = out.size
    starts.update("central", offset)
    out.write(central.toByteArray)
    gap("end")
    end(offset)
    out.toByteArray
  }

  private def ordered(files: Vector[(String, Array[Byte])]): Vector[(String, Array[Byte])] = {
    val twice = zip.filter(_.get("op").contains(Json.str("duplicate"))).map(text(_, "entry"))
    val front = zip
      .filter(_.get("op").contains(Json.str("order")))
      .flatMap(_.get("names").flatMap(_.elements).getOrElse(Vector.empty).flatMap(_.text))
    val repeated =
      files.flatMap(file => if (twice.contains(file._1)) Vector(file, file) else Vector(file))
    front.flatMap(name => repeated.filter(_._1 == name)) ++ repeated.filterNot(file =>
      front.contains(file._1)
    )
  }

  private def entry(name: String, content: Array[Byte]): Unit = {
    gap(name)
    val offset = out.size
    starts.update(name, offset)
    val crc = new CRC32
    crc.update(content)
    header(out, Fields(name, "local"), name, content.length.toLong, crc.getValue, None)
    out.write(content)
    header(
      central,
      Fields(name, "central"),
      name,
      content.length.toLong,
      crc.getValue,
      Some(offset)
    )
    count += 1
  }

  private def header(
      to: ByteArrayOutputStream,
      fields: Fields,
      name: String,
      size: Long,
      crc: Long,
      offset: Option[Int]
  ): Unit = {
    val raw = fields.hex("nameHex").getOrElse(name.getBytes(UTF_8))
    val extra = fields.hex("extraHex").getOrElse(Array.emptyByteArray)
    val comment = fields.hex("commentHex").getOrElse(Array.emptyByteArray)
    u32(to, if (offset.isEmpty) 0x04034b50L else 0x02014b50L)
    offset.foreach(_ => u16(to, fields("madeBy", 20L)))
    u16(to, fields("needed", 20L))
    u16(to, fields("flags", if (name.forall(_ < 128)) 0L else 0x800L))
    Vector("method" -> 0L, "time" -> 0L, "date" -> 0x21L).foreach { case (field, value) =>
      u16(to, fields(field, value))
    }
    u32(to, fields("crc", crc))
    u32(to, fields("compressedSize", size))
    u32(to, fields("size", size))
    u16(to, raw.length.toLong)
    u16(to, extra.length.toLong)
    offset.foreach { at =>
      u16(to, comment.length.toLong)
      u16(to, fields("disk", 0L))
      u16(to, 0L)
      u32(to, fields("externalAttributes", 0L))
      u32(to, fields("offset", at.toLong))
    }
    to.write(raw)
    to.write(extra)
    if (offset.isDefined) to.write(comment)
  }

  private def end(offset: Int): Unit = {
    val fields = Fields(recipe.get("end").getOrElse(Json.obj()))
    val comment = fields.hex("commentHex").getOrElse(Array.emptyByteArray)
    u32(out, 0x06054b50L)
    u16(out, fields("disk", 0L))
    u16(out, 0L)
    u16(out, fields("countOnDisk", count.toLong))
    u16(out, fields("count", count.toLong))
    u32(out, central.size.toLong)
    u32(out, offset.toLong)
    u16(out, comment.length.toLong)
    out.write(comment)
  }

  private def gap(before: String): Unit =
    gaps.filter(_.get("before").contains(Json.str(before))).foreach(gap =>
      out.write(Hex.bytes(text(gap, "hex")))
    )

  private def u16(to: ByteArrayOutputStream, value: Long): Unit =
    Vector(0, 8).foreach(shift => to.write((value >> shift & 0xff).toInt))

  private def u32(to: ByteArrayOutputStream, value: Long): Unit =
    Vector(0, 8, 16, 24).foreach(shift => to.write((value >> shift & 0xff).toInt))

  private final class Fields(changes: Vector[Json]) {
    def apply(name: String, otherwise: Long): Long =
      changes.flatMap(_.get(name)).flatMap(_.long).lastOption.getOrElse(otherwise)
    def hex(name: String): Option[Array[Byte]] =
      changes.flatMap(_.get(name)).flatMap(_.text).map(Hex.bytes).lastOption
  }

  private object Fields {
    def apply(changes: Json): Fields = new Fields(Vector(changes))
    def apply(entry: String, part: String): Fields =
      new Fields(
        zip
          .filter(change => change.get("entry").contains(Json.str(entry)))
          .flatMap(change => change.get("both").toVector ++ change.get(part))
      )
  }
}
