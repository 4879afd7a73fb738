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

  private def member[A](json: Json, path: String, name: String, expected: String)(
      read: Json => Option[A]
  ): Option[A] = {
    val value = json.get(name).flatMap(read)
    if (value.isEmpty) wrong(s"$path.$name", expected)
    value
  }
}
