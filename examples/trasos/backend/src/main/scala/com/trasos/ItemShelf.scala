package com.trasos

import java.io.InputStream

/** The vectors of all articles, as the nightly feature job leaves them. */
final class ItemShelf private (vectors: Map[Long, Array[Float]]) {

  /** The unit vector of an article, if the shop lists it. */
  def vector(itemId: Long): Option[Array[Float]] = vectors.get(itemId).map(_.clone)

  /** The article numbers, ascending. */
  def itemIds: Vector[Long] = vectors.keys.toVector.sorted
}

object ItemShelf {

  /** A shelf from tab-separated text: the article number, then its vector. */
  def read(in: InputStream): ItemShelf = new ItemShelf(
    Table.read(in).map(cells =>
      cells.head.toLong -> cells.tail.map(java.lang.Float.parseFloat).toArray
    ).toMap
  )
}
