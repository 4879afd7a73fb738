package com.trasos.faulty

import com.trasos.SimilarItems
import io.handover.{Batch, Bundle}

/** Gives the neighbours in ascending order of similarity. */
final class ReturnsFarthestFirst(bundle: Bundle) extends SimilarItems(bundle) {
  override def score(batch: Batch): Batch =
    Neighbours.reordered(super.score(batch))(_.reverse)
}
