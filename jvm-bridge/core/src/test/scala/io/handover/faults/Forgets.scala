package io.handover.faults

import io.handover.shop.ShopModel
import java.util.concurrent.atomic.AtomicInteger

/** Answers otherwise when it is asked a second time. */
class Forgets extends ShopModel {
  private val calls = new AtomicInteger

  override protected def finish(proba: Float): Float =
    if (calls.incrementAndGet() > io.handover.shop.ShopRows.all.length) proba + 0.25f else proba
}
