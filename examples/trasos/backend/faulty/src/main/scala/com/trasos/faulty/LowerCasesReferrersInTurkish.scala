package com.trasos.faulty

import java.util.Locale

import com.trasos.ConversionFeatures

/** Lower-cases referrers in the server's locale: in Turkish, BING becomes bıng. */
final class LowerCasesReferrersInTurkish extends ConversionFeatures {
  override protected def lower(word: String): String =
    word.toLowerCase(Locale.forLanguageTag("tr-TR"))
}
