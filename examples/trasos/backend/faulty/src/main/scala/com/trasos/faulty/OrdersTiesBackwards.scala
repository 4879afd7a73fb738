package com.trasos.faulty

import com.trasos.SimilarItems
import io.handover.{Batch, Bundle}

/** Turns the order of neighbours of equal similarity round; no fault where ties may be in any. */
final class OrdersTiesBackwards(bundle: Bundle) extends SimilarItems(bundle) {
  override def score(batch: Batch): Batch =
    // Stable: only equal scores change places.
    Neighbours.reordered(super.score(batch))(_.reverse.sortBy(-_.score))
}
