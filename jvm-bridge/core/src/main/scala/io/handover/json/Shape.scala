package io.handover.json

import io.handover.Fault
import io.handover.archive.BundleFault
import scala.collection.immutable.VectorMap

/** Takes a document apart and keeps every fault on the way, so that all are reported at once.
  *
  * A reading method gives a blank when the member is not what it should be; nobody looks at the
  * blank, since [[result]] is Left then.
  */
private[handover] final class Shape(code: String, where: String) {

  private val found = Vector.newBuilder[Fault]

  /** Notes that the value at `path` is not what it should be. */
  def wrong(path: String, expected: String): Unit =
    found += BundleFault(code, s"expected ${expected.stripPrefix("expected ")} at $path", where)

  /** The text at member `name` of `json`. */
  def text(json: Json, path: String, name: String): String =
    member(json, path, name, "text")(_.text).getOrElse("")

  /** The integer >= 0 at member `name`. */
  def count(json: Json, path: String, name: String): Long =
    member(json, path, name, "an integer >= 0")(_.long.filter(_ >= 0)).getOrElse(0L)

  /** The number >= 0 at member `name`, or a default when it is absent. */
  def amount(json: Json, path: String, name: String, default: Double): Double =
    json.get(name).fold(default) { value =>
      val number = value.double.filter(amount => amount >= 0 && !amount.isInfinite)
      if (number.isEmpty) wrong(s"$path.$name", "a number >= 0")
      number.getOrElse(default)
    }

  /** The object at member `name`. */
  def members(json: Json, path: String, name: String): VectorMap[String, Json] =
    member(json, path, name, "an object")(_.members).getOrElse(VectorMap.empty)

  /** The array at member `name`. */
  def elements(json: Json, path: String, name: String): Vector[Json] =
    member(json, path, name, "an array")(_.elements).getOrElse(Vector.empty)

  /** The value unless a fault was found, or all faults. */
  def result[A](value: => A): Either[Vector[Fault], A] = {
    val faults = found.result()
    if (faults.isEmpty) Right(value) else Left(faults)
  }

  /** The text at member `name`, nothing where it is null. */
  def optionalText(json: Json, path: String, name: String): Option[String] =
    optional(json, path, name, "text or null")(_.text)

  /** The boolean at member `name`. */
  def flag(json: Json, path: String, name: String): Boolean =
    member(json, path, name, "true or false") {
      case Json.Bool(value) => Some(value)
      case _                => None
    }.getOrElse(false)

  /** The value that `read` makes of member `name`, nothing where it is null. */
  def optional[A](json: Json, path: String, name: String, expected: String)(
      read: Json => Option[A]
  ): Option[A] =
    member(json, path, name, expected) {
      case Json.Null => Some(None)
      case value     => read(value).map(Some(_))
    }.flatten

  /** The texts of the array at member `name`. */
  def texts(json: Json, path: String, name: String): Vector[String] =
    member(json, path, name, "an array of text") { value =>
      value.elements.map(_.map(_.text)).filter(_.forall(_.isDefined)).map(_.flatten)
    }.getOrElse(Vector.empty)

  /** What `read` makes of every element of the array at member `name`, and of its path. */
  def each[A](json: Json, path: String, name: String)(read: (Json, String) => A): Vector[A] =
    elements(json, path, name).zipWithIndex.map { case (element, index) =>
      read(element, s"$path.$name[$index]")
    }

  /** The value that `read` makes of member `name`; `blank` where it makes none. */
  def one[A](json: Json, path: String, name: String, expected: String, blank: A)(
      read: Json => Option[A]
  ): A = member(json, path, name, expected)(read).getOrElse(blank)

  private def member[A](json: Json, path: String, name: String, expected: String)(
      read: Json => Option[A]
  ): Option[A] = {
    val value = json.get(name).flatMap(read)
    if (value.isEmpty) wrong(s"$path.$name", expected)
    value
  }
}
