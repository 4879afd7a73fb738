package io.handover.evaluator.trees

import java.util.HashMap

/** Where the node of a tree with some id stands among all nodes.
  *
  * Converters number the nodes of a tree from 0 on, one tree after the other: then the place is a
  * sum. Any other numbering is looked up.
  *
  * @param trees
  *   the id of the tree of each node; nodes of a tree stand together
  * @param ids
  *   the id of each node within its tree
  */
private[trees] final class NodePlaces(trees: Array[Long], ids: Array[Long]) {

  /** Where each tree begins. */
  val roots: Array[Int] = {
    val starts = new scala.collection.mutable.ArrayBuilder.ofInt
    var i = 0
    while (i < trees.length) {
      if (i == 0 || trees(i) != trees(i - 1)) starts.addOne(i)
      i += 1
    }
    starts.result()
  }

  private val numbers = new HashMap[Long, Integer]
  roots.indices.foreach { tree =>
    if (numbers.put(trees(roots(tree)), tree) != null)
      TreeTable.refuse("the nodes of a tree do not stand together", s"trees=${roots.length}")
  }
  private val lookups = roots.indices.map(lookup).toArray
  private var last = 0

  /** The place of node `id` of tree `tree`, -1 when there is none. */
  def of(tree: Long, id: Long): Int = {
    val number = treeNumber(tree)
    if (number < 0) -1
    else {
      val start = roots(number)
      val table = lookups(number)
      if (table != null) {
        val place = table.get(id)
        if (place == null) -1 else place.intValue
      } else if (id < 0 || id >= end(number) - start) -1
      else start + id.toInt
    }
  }

  // Whoever asks goes through the trees one after the other.
  private def treeNumber(tree: Long): Int = {
    if (last >= roots.length || trees(roots(last)) != tree) {
      val found = numbers.get(tree)
      last = if (found == null) Int.MaxValue else found.intValue
    }
    if (last == Int.MaxValue) -1 else last
  }

  private def end(tree: Int): Int = if (tree + 1 < roots.length) roots(tree + 1) else ids.length

  // None for a tree whose ids are 0, 1, 2 …
  private def lookup(tree: Int): HashMap[Long, Integer] = {
    val start = roots(tree)
    var i = start
    while (i < end(tree) && ids(i) == (i - start).toLong) i += 1
    if (i == end(tree)) null
    else {
      val table = new HashMap[Long, Integer]
      (start until end(tree)).foreach { place =>
        if (table.put(ids(place), place) != null)
          TreeTable.refuse("a node is given twice", s"tree=${trees(place)} node=${ids(place)}")
      }
      table
    }
  }
}
