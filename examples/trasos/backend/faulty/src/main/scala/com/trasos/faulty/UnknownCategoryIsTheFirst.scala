package com.trasos.faulty

import com.trasos.{ConversionPropensity, Feature}
import io.handover.Row

/** Takes a category it does not know for the first one, as `max(0, indexOf)` does. */
final class UnknownCategoryIsTheFirst extends ConversionPropensity {
  override protected def category(row: Row, column: String): String = {
    val known = model.features.collect { case Feature.Category(`column`, value) => value }
    known(math.max(0, known.indexOf(super.category(row, column))))
  }
}
