package io.handover.archive

import io.handover.Fault
import io.handover.json.JsonWriter
import java.nio.ByteBuffer
import java.nio.charset.{CharacterCodingException, StandardCharsets}

/** The strict zip: a file in, its entries out, or every reason why it is not one of ours.
  *
  * `java.util.zip` is not used: `ZipFile` reads the second of two entries with one name where
  * `ZipInputStream` reads the first, both cut names at a NUL and neither minds what stands between
  * entries. Faults of single entries come all at once; a broken structure comes alone, since
  * nothing after it can be trusted. Contents are not read here.
  */
private[handover] object StrictZip {

  /** The entries in file order. */
  def entries(file: FileBytes): Either[Vector[Fault], Vector[Entry]] =
    for {
      end <- EndRecord.read(file).left.map(Vector(_))
      headers <- directory(new Little(file.read(end.directoryStart, end.directorySize)), end.count)
      found <- contents(file, headers, end.directoryStart).left.map(Vector(_))
    } yield found

  private def directory(
      fields: Little,
      count: Int
  ): Either[Vector[Fault], Vector[CentralHeader]] = {
    val read = Vector.newBuilder[Either[Vector[Fault], CentralHeader]]
    var at = 0
    var broken = Option.empty[Fault]
    var left = count
    while (left > 0 && broken.isEmpty) {
      val whole =
        at + CentralHeader.Size <= fields.size && fields.u32(at) == CentralHeader.Signature
      val after = if (whole) at + CentralHeader.Size + lengths(fields, at) else Int.MaxValue
      if (after > fields.size)
        broken = Some(BundleFault("HB101", "the central directory is broken", "the archive"))
      else {
        read += header(fields, at)
        at = after
      }
      left -= 1
    }
    if (broken.isEmpty && at != fields.size)
      broken = Some(BundleFault("HB106", "bytes stand in the central directory", "the archive"))
    broken.fold(judged(read.result()))(fault => Left(Vector(fault)))
  }

  private def lengths(fields: Little, at: Int): Int =
    Vector(28, 30, 32).map(offset => fields.u16(at + offset)).sum

  private def header(fields: Little, at: Int): Either[Vector[Fault], CentralHeader] = {
    val raw = fields.slice(at + CentralHeader.Size, fields.u16(at + 28))
    decoded(raw) match {
      case None =>
        Left(Vector(BundleFault(
          "HB102",
          "unsafe entry name: not UTF-8",
          s"byte $at of the directory"
        )))
      case Some(text) =>
        val faults = EntryName.fault(text).toVector ++ CentralHeader.faults(fields, at, text)
        if (faults.nonEmpty) Left(faults)
        else {
          val size = fields.u32(at + 24)
          Right(
            CentralHeader(
              raw,
              text,
              fields.u16(at + 8),
              fields.u32(at + 16),
              size,
              fields.u32(at + 42)
            )
          )
        }
    }
  }

  private def decoded(raw: Array[Byte]): Option[String] =
    try Some(StandardCharsets.UTF_8.newDecoder.decode(ByteBuffer.wrap(raw)).toString)
    catch { case _: CharacterCodingException => None }

  private def judged(
      read: Vector[Either[Vector[Fault], CentralHeader]]
  ): Either[Vector[Fault], Vector[CentralHeader]] = {
    val headers = read.collect { case Right(header) => header }
    val names = headers.map(_.text)
    val colliding = EntryName.collisions(names)
    val unsorted = Option.when(colliding.isEmpty && names != names.sorted(JsonWriter.byCodePoint))(
      BundleFault("HB107", "entries are not sorted by name", "the archive")
    )
    val faults = read.collect { case Left(found) => found }.flatten ++ colliding ++ unsorted
    if (faults.isEmpty) Right(headers) else Left(faults)
  }

  private def contents(
      file: FileBytes,
      headers: Vector[CentralHeader],
      end: Long
  ): Either[Fault, Vector[Entry]] = {
    val start: Either[Fault, (Long, Vector[Entry])] = Right((0L, Vector.empty))
    headers
      .foldLeft(start) { (done, header) =>
        done.flatMap { case (at, entries) =>
          placed(file, header, at, end).map(entry => (entry.end, entries :+ entry))
        }
      }
      .flatMap { case (at, entries) =>
        if (at == end) Right(entries)
        else Left(stray("bytes stand between the last entry and the directory", "the archive"))
      }
  }

  private def placed(
      file: FileBytes,
      header: CentralHeader,
      at: Long,
      end: Long
  ): Either[Fault, Entry] = {
    val expected = LocalHeader.bytes(header)
    val start = at + expected.length
    if (header.offset < at) Left(stray("entry overlaps the one before", header.text))
    else if (header.offset > at) Left(stray("entry follows stray bytes", header.text))
    else if (start + header.size > end) Left(stray("entry reaches into the directory", header.text))
    else {
      val found = new Little(file.read(at, expected.length))
      if (found.u32(0) != LocalHeader.Signature)
        Left(stray("no entry where the directory says", header.text))
      else if (!found.slice(0, found.size).sameElements(expected))
        Left(BundleFault("HB107", "local and central header disagree", header.text))
      else Right(Entry(header.text, start, header.size, header.crc))
    }
  }

  private def stray(message: String, where: String): Fault = BundleFault("HB106", message, where)
}
