package io.handover.faults

import io.handover.shop.ShopModel
import java.util.Locale

/** Lower-cases by the rules of a Turkish default locale. */
class TurkishLowerCase extends ShopModel {
  override protected def lower(device: String): String =
    device.toLowerCase(Locale.forLanguageTag("tr"))
}
