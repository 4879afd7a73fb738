package io.handover.faults

import io.handover.shop.ShopModel

/** Decides the other way far from the boundary. */
class FlipsLabel extends ShopModel {
  override protected def label(proba: Float): Long = 1L - super.label(proba)
}
