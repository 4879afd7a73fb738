package com.trasos

import java.io.InputStream

/** What feature code knows of an article. */
final case class CatalogueItem(itemId: Long, category: String, priceCents: Long)

object CatalogueItem {

  /** The catalogue by article number, from tab-separated text with a header. */
  def read(in: InputStream): Map[Long, CatalogueItem] =
    Table
      .read(in)
      .drop(1)
      .map {
        case Vector(itemId, category, cents) => CatalogueItem(itemId.toLong, category, cents.toLong)
        case cells                           =>
          throw new IllegalArgumentException(s"not an article: ${cells.mkString(" | ")}")
      }
      .map(item => item.itemId -> item)
      .toMap
}
