package io.handover.bundle

import io.handover.archive.{BundleFault, Entry, Limits}
import io.handover.json.JsonReader
import io.handover.vectors.{HeaderReader, Stage, TestVector, VectorHeader, VectorReader}
import io.handover.{Fault, ModelContract}

/** Reads every `vectors/FLAG.jsonl`; HB402, HB403, HB406 and the JSON faults, all at once. */
private[bundle] final class VectorFiles(archive: Archive, contract: ModelContract) {

  private val faults = Vector.newBuilder[Fault]
  private val vectors = Vector.newBuilder[TestVector]
  private val seen = scala.collection.mutable.HashSet.empty[String]
  private var count = 0L
  private var refused = 0

  /** The vectors in file order, or everything that is wrong with them. */
  def read(header: VectorHeader): Either[Vector[Fault], Vector[TestVector]] = {
    archive.names.flatMap(name => VectorFiles.flag(name).map(name -> _)).foreach {
      case (name, flag) =>
        archive.entry(name).foreach(file(_, flag, header))
    }
    if (refused == 0 && count != header.count)
      refuse(Vector(miscounted(HeaderReader.Name, header.count, count)))
    if (count == 0L)
      refuse(Vector(BundleFault(
        "HB403",
        "the bundle has no vectors, so it proves nothing",
        "vectors/"
      )))
    val found = faults.result()
    if (found.isEmpty) Right(vectors.result()) else Left(found)
  }

  private def file(entry: Entry, flag: String, header: VectorHeader): Unit = {
    val before = count
    var stages = Set.empty[Stage]
    val tooLong = Lines.foreach(archive.file, entry) { (bytes, number) =>
      count += 1
      if (refused < VectorFiles.MostFaults)
        stages ++=
          line(bytes, new VectorReader(contract, flag, s"${entry.name}:$number", header.estimated))
    }
    if (tooLong)
      refuse(Vector(BundleFault("HB105", s"a line of more than ${Limits.Json} bytes", entry.name)))
    if (stages.size > 1)
      refuse(Vector(BundleFault("HB402", "the vectors of a flag are of one stage", entry.name)))
    val announced = header.flags.get(flag).fold(0L)(_.count)
    if (!tooLong && count - before != announced)
      refuse(Vector(miscounted(entry.name, announced, count - before)))
  }

  private def line(bytes: Array[Byte], reader: VectorReader): Option[Stage] =
    JsonReader.read(bytes, reader.where).left.map(Vector(_)).flatMap(reader.read) match {
      case Left(found) =>
        refuse(found)
        None
      case Right(vector) if !seen.add(vector.id) =>
        refuse(Vector(BundleFault("HB406", s"another vector has id=${vector.id}", reader.where)))
        None
      case Right(vector) =>
        vectors += vector
        Some(vector.stage)
    }

  private def miscounted(where: String, announced: Long, found: Long): Fault =
    BundleFault(
      "HB402",
      "the header counts otherwise",
      where,
      Some(s"vectors=$announced"),
      Some(s"vectors=$found")
    )

  private def refuse(found: Vector[Fault]): Unit = {
    refused += found.length
    faults ++= found
  }
}

private[bundle] object VectorFiles {

  /** Reading stops to add faults after so many; nobody reads more. */
  val MostFaults: Int = 100

  /** The flag whose vectors are in the file called `name`, when it is a vector file. */
  def flag(name: String): Option[String] = {
    val inner = name.stripPrefix("vectors/").stripSuffix(".jsonl")
    Option.when(name == s"vectors/$inner.jsonl" && inner.nonEmpty && !inner.contains('/'))(inner)
  }
}
