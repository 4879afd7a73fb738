package io.handover.tables

import io.handover.json.{Json, JsonReader}
import java.nio.file.{Files, Path, Paths}

/** The tables under `tests/shared` that both languages run. */
object SharedTable {

  /** The whole table in file `name`. */
  def read(name: String): Json = read(directory("tests/shared").resolve(name))

  /** A published schema. */
  def schema(name: String): Json = read(directory("handover/schemas").resolve(name))

  private def read(path: Path): Json =
    JsonReader.read(Files.readAllBytes(path), path.toString) match {
      case Right(json) => json
      case Left(fault) => throw new IllegalStateException(fault.line)
    }

  /** The cases under `part` of the table in file `name`. */
  def cases(name: String, part: String = "cases"): Vector[Json] =
    read(name).get(part).flatMap(_.elements).getOrElse(Vector.empty)

  /** The text of a member that must be there. */
  def text(json: Json, name: String): String =
    json.get(name).flatMap(_.text).getOrElse(throw new NoSuchElementException(s"$name in $json"))

  /** A member that must be there. */
  def member(json: Json, name: String): Json =
    json.get(name).getOrElse(throw new NoSuchElementException(s"$name in $json"))

  private def directory(name: String): Path = Iterator
    .iterate(Option(Paths.get("").toAbsolutePath))(_.flatMap(path => Option(path.getParent)))
    .takeWhile(_.isDefined)
    .flatten
    .map(_.resolve(name))
    .find(Files.isDirectory(_))
    .getOrElse(throw new IllegalStateException(s"$name is not above the working directory"))
}
