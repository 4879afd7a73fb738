package io.handover.faults

import io.handover.shop.ShopModel

/** Throws for unknown devices, with a cause behind it. */
class Throws extends ShopModel {
  override protected def unknown: Float =
    throw new IllegalStateException("no weight\nsecond line", new NoSuchElementException("tablet"))
}
