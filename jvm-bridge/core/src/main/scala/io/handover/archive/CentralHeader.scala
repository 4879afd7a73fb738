package io.handover.archive

import io.handover.Fault

/** One header of the central directory, as far as it may differ from one entry to the next.
  *
  * Every field that is not name, size, checksum or offset has one legal value, so that equal
  * contents give equal bytes and no byte of the archive can change unnoticed.
  */
private[archive] final case class CentralHeader(
    name: Array[Byte],
    text: String,
    flags: Int,
    crc: Long,
    size: Long,
    offset: Long
)

private[archive] object CentralHeader {

  /** Bytes before the name. */
  val Size: Int = 46

  /** More bytes than one header with its name, extra field and comment can have. */
  val Longest: Int = Size + 0xffff

  /** What starts it: PK 1 2. */
  val Signature: Long = 0x02014b50L

  /** `version made by` and `version needed`. */
  val Version: Int = 20

  /** 1980-01-01. */
  val Date: Int = 0x0021

  /** The flag that says that a name beyond ASCII is UTF-8. */
  val Utf8: Int = 0x0800

  /** Why the header at `at` is not a plain entry's: HB104 for each property it must not have. */
  def faults(fields: Little, at: Int, text: String): Vector[Fault] = {
    val flags = fields.u16(at + 8)
    val method = fields.u16(at + 10)
    val sizes = Vector(fields.u32(at + 20), fields.u32(at + 24))
    val external = fields.u32(at + 38)
    val kind = external >> 28
    val ascii = text.forall(_ < 128)
    val plainness = Vector(
      "encrypted" -> ((flags & 1) != 0),
      "has a data descriptor" -> ((flags & 8) != 0),
      s"has flags=$flags" -> ((flags & ~9) != (if (ascii) 0 else Utf8)),
      s"compressed with method=$method" -> (method != 0),
      "has an extra field" -> (fields.u16(at + 30) != 0),
      "has a comment" -> (fields.u16(at + 32) != 0),
      "zip64" -> (sizes :+ fields.u32(at + 42)).contains(0xffffffffL),
      "needs another zip version" -> Vector(at + 4, at + 6).exists(fields.u16(_) != Version),
      "has a time other than 1980-01-01 00:00" ->
        (fields.u16(at + 12) != 0 || fields.u16(at + 14) != Date),
      "a symbolic link" -> (kind == 0xa),
      "a directory" -> (kind == 4 || (external & 0x10) != 0),
      "has file attributes" ->
        (fields.u16(at + 34) != 0 || fields.u16(at + 36) != 0 || external != 0)
    ).collect { case (what, true) => fault("HB104", s"entry is not plain: $what", text) }
    val large = Option.when(sizes(1) > Limits.Entry)(
      BundleFault(
        "HB105",
        "entry is too large",
        EntryName.shown(text),
        Some(s"size<=${Limits.Entry}"),
        Some(s"size=${sizes(1)}")
      )
    )
    val twoSizes = Option.when(method == 0 && sizes(0) != sizes(1))(
      fault("HB107", "a stored entry has two different sizes", text)
    )
    plainness ++ large ++ twoSizes
  }

  private def fault(code: String, message: String, text: String): Fault =
    BundleFault(code, message, EntryName.shown(text))
}
