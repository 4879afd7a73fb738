package com.trasos.faulty

import com.trasos.ConversionPropensity
import io.handover.Row

/** Reads the basket where the mean price belongs, and the other way round. */
final class SwapsColumns extends ConversionPropensity {
  override protected def number(row: Row, column: String, imputed: Option[Float]): Float =
    super.number(row, swapped.getOrElse(column, column), imputed)

  private def swapped =
    Map("basket_eur" -> "mean_price_eur", "mean_price_eur" -> "basket_eur")
}
