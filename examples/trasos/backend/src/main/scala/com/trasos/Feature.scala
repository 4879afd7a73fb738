package com.trasos

/** One number that the trees compare. */
sealed trait Feature

object Feature {

  /** A numeric column; `imputed` stands in where it is null. */
  final case class Number(column: String, imputed: Option[Float]) extends Feature

  /** 1 where the column has this value, else 0; a value no one knows is 0 everywhere. */
  final case class Category(column: String, value: String) extends Feature
}
