package com.trasos.faulty

import java.util.Locale

import com.trasos.{ConversionPropensity, Feature}
import io.handover.Row

/** Looks countries up in lower case, in the server's locale: in Turkish, IT becomes ıt. */
final class LowerCasesInTurkish extends ConversionPropensity {
  private val turkish = Locale.forLanguageTag("tr-TR")

  override protected def category(row: Row, column: String): String = {
    val code = super.category(row, column)
    if (column == "country") countries.getOrElse(code.toLowerCase(turkish), "") else code
  }

  private lazy val countries: Map[String, String] = model.features.collect {
    case Feature.Category("country", code) => code.toLowerCase(Locale.ROOT) -> code
  }.toMap
}
