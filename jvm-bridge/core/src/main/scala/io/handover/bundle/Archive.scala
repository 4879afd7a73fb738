package io.handover.bundle

import io.handover.Fault
import io.handover.archive.{BundleFault, Entry, FileBytes, Limits}
import io.handover.json.{Json, JsonReader}

/** An opened bundle whose structure is sound; contents are read and judged entry by entry. */
private[bundle] final class Archive(val file: FileBytes, entries: Vector[Entry]) {

  private val byName = entries.map(entry => entry.name -> entry).toMap

  /** The names in file order. */
  def names: Vector[String] = entries.map(_.name)

  /** The entry called `name`, or none. */
  def entry(name: String): Option[Entry] = byName.get(name)

  /** The digest of an entry, or HB205 when its content does not fit the checksum. */
  def digest(entry: Entry): Either[Fault, String] = {
    val (crc, sha256) = file.checksums(entry.start, entry.end)
    if (crc == entry.crc) Right(sha256)
    else Left(BundleFault("HB205", "checksum differs", entry.name))
  }

  /** The bytes of a JSON entry of at most `limit` bytes. */
  def bytes(entry: Entry, limit: Long): Either[Fault, Array[Byte]] =
    if (entry.size > limit)
      Left(
        BundleFault(
          "HB105",
          "entry is too large",
          entry.name,
          Some(s"size<=$limit"),
          Some(s"size=${entry.size}")
        )
      )
    else Right(file.read(entry.start, entry.size.toInt))

  /** The document in a JSON entry. */
  def json(entry: Entry, limit: Long = Limits.Json): Either[Fault, Json] =
    bytes(entry, limit).flatMap(JsonReader.read(_, entry.name))
}
