package io.handover.values

import io.handover.ElementType

/** What the cells of a column are: the element type, and for arrays the fixed length. */
final case class ColumnType(element: ElementType, length: Option[Int] = None) {
  override def toString: String = length.fold(element.name)(k => s"$element[$k]")
}
