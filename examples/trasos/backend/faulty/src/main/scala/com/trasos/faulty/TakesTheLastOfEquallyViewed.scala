package com.trasos.faulty

import com.trasos.ConversionFeatures

/** Takes the last category in the alphabet among those viewed as often. */
final class TakesTheLastOfEquallyViewed extends ConversionFeatures {
  override protected def favourite(categories: Vector[String]): String =
    categories.groupBy(identity).toVector
      .map { case (name, views) => (views.size, name) }
      .maxOption
      .fold("none")(_._2)
}
