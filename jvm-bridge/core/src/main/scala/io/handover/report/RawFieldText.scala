package io.handover.report

import io.handover.contract.{Bounds, FeatureContract, RawField, RawType}

/** The fields of a raw row as text, those of an object below it. */
private[report] object RawFieldText {

  /** A heading and a line a field. */
  def lines(features: FeatureContract, width: Int): Vector[String] =
    "raw rows" +: features.inputs.flatMap(field(_, "  ")).map(ColumnText.cut(_, width))

  private def field(field: RawField, indent: String): Vector[String] = {
    val (single, length) = field.rawType match {
      case many: RawType.Many  => (many.items, Some(range(many)))
      case one: RawType.Single => (one, None)
    }
    val (name, bounds, inner) = single match {
      case RawType.Scalar(element, within) => (element.name, within, Vector.empty)
      case RawType.Nested(fields)          => ("object", Bounds(), fields)
    }
    val what = length.fold(name)(each => s"$name[$each]")
    val facts = ColumnText.facts(what, field.required, bounds).mkString(", ")
    val head = s"$indent${field.name}".padTo(26, ' ')
    s"$head $facts" +: inner.flatMap(this.field(_, s"$indent  "))
  }

  private def range(many: RawType.Many): String =
    if (many.minItems.isEmpty && many.maxItems.isEmpty) ""
    else s"${many.minItems.getOrElse(0)}..${many.maxItems.fold("")(_.toString)}"
}
