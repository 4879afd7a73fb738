package io.handover.faults

import io.handover.shop.ShopModel

/** Takes an unknown category for the first known one. */
class UnknownCategoryAsFirst extends ShopModel {
  override protected def unknown: Float = ShopModel.Devices("ios")
}
