package io.handover.faults

import io.handover.shop.ShopModel

/** Recurses without an end for a missing basket. */
class OverflowsStack extends ShopModel {
  override protected def missing: Float = 1f + missing
}
