package io.handover.json

import scala.collection.immutable.VectorMap

/** A JSON value whose numbers are still text, so that a declared type reads them. */
sealed trait Json {

  /** The member `name` of an object. */
  def get(name: String): Option[Json] = None

  /** The text of a string. */
  def text: Option[String] = None

  /** The elements of an array. */
  def elements: Option[Vector[Json]] = None

  /** The members of an object, in order. */
  def members: Option[VectorMap[String, Json]] = None

  /** The number as an integer, when it is written without point and exponent and fits. */
  def long: Option[Long] = None

  /** The number as the nearest double. */
  def double: Option[Double] = None
}

object Json {

  /** `null`. */
  case object Null extends Json

  /** `true` or `false`. */
  final case class Bool(value: Boolean) extends Json

  /** A number, as it was written. */
  final case class Num(literal: String) extends Json {
    override def long: Option[Long] = literal.toLongOption
    override def double: Option[Double] = literal.toDoubleOption
  }

  /** A string. */
  final case class Str(value: String) extends Json {
    override def text: Option[String] = Some(value)
  }

  /** An array. */
  final case class Arr(values: Vector[Json]) extends Json {
    override def elements: Option[Vector[Json]] = Some(values)
  }

  /** An object, in the order of its members. */
  final case class Obj(fields: VectorMap[String, Json]) extends Json {
    override def get(name: String): Option[Json] = fields.get(name)
    override def members: Option[VectorMap[String, Json]] = Some(fields)
  }

  /** An object of these members. */
  def obj(fields: (String, Json)*): Json = Obj(VectorMap.from(fields))

  /** An array of these elements. */
  def arr(values: Iterable[Json]): Json = Arr(values.toVector)

  /** A string. */
  def str(value: String): Json = Str(value)

  /** A string, or null. */
  def optional(value: Option[String]): Json = value.fold[Json](Null)(Str(_))

  /** An integer. */
  def int(value: Long): Json = Num(value.toString)
}
