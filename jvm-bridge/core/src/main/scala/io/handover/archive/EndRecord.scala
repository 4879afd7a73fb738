package io.handover.archive

import io.handover.Fault

/** The end record: how many entries there are and where the central directory lies. */
private[archive] final case class EndRecord(count: Int, directorySize: Int, directoryStart: Long)

private[archive] object EndRecord {

  /** Bytes of an end record without a comment, the only kind a bundle has. */
  val Size: Int = 22

  /** What starts it: PK 5 6. */
  val Signature: Long = 0x06054b50L

  private val LongestComment = 0xffff

  /** Reads it from the very end of the file. */
  def read(file: FileBytes): Either[Fault, EndRecord] =
    if (file.size > Limits.File)
      refuse(
        "HB105",
        "the file is too large",
        Some(s"size<=${Limits.File}"),
        Some(s"size=${file.size}")
      )
    else if (file.size < Size)
      refuse("HB101", "not a bundle: shorter than an empty zip", None, Some(s"size=${file.size}"))
    else parse(file, file.size - Size)

  private def parse(file: FileBytes, start: Long): Either[Fault, EndRecord] = {
    val fields = new Little(file.read(start, Size))
    val numbers = Vector(4, 6, 8, 10).map(fields.u16)
    val (count, size, offset) = (fields.u16(10), fields.u32(12), fields.u32(16))
    if (fields.u32(0) != Signature) refuseWithoutEnd(file, start)
    else if (numbers.contains(0xffff) || Vector(size, offset).contains(0xffffffffL))
      refuse("HB104", "zip64 archives are not bundles")
    else if (fields.u16(20) != 0) refuse("HB106", "the archive carries a comment")
    else if (numbers(0) != 0 || numbers(1) != 0 || numbers(2) != count)
      refuse("HB104", "the archive spans several disks")
    else if (count > Limits.Entries)
      refuse(
        "HB105",
        "too many entries",
        Some(s"entries<=${Limits.Entries}"),
        Some(s"entries=$count")
      )
    else if (offset + size > start || size > count.toLong * CentralHeader.Longest)
      refuse("HB101", "the central directory lies outside the file (truncated?)")
    else if (offset + size < start)
      refuse("HB106", "bytes stand before the archive or before its end record")
    else Right(EndRecord(count, size.toInt, offset))
  }

  private def refuseWithoutEnd(file: FileBytes, start: Long): Either[Fault, EndRecord] = {
    val from = (start - LongestComment).max(0)
    // Up to where a whole record would fit: a cut one is a truncated file, not a longer one.
    val tail = file.read(from, (start - from).toInt + 4)
    val marks = Array[Byte]('P', 'K', 5, 6)
    if (tail.indexOfSlice(marks) >= 0) refuse("HB106", "bytes follow the end of the archive")
    else refuse("HB101", "not a bundle: the end of the archive is missing (truncated, or no zip)")
  }

  private def refuse(
      code: String,
      message: String,
      expected: Option[String] = None,
      found: Option[String] = None
  ): Either[Fault, EndRecord] = Left(BundleFault(code, message, "the archive", expected, found))
}
