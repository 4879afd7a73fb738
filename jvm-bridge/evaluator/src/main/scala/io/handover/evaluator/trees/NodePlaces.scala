package io.handover.evaluator.trees

import java.util.{Arrays, HashMap}

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

  private val found = new NodePlaces.Roots(trees, ids)
  found.run(ids.length)

  /** Where each tree begins. */
  val roots: Array[Int] = Arrays.copyOf(found.roots, found.count)

  private val numbers = new HashMap[Long, Integer]
  // None for a tree whose ids are 0, 1, 2 …
  private val lookups = new Array[HashMap[Long, Integer]](roots.length)
  // Whoever asks goes through the trees one after the other: the one asked for last.
  private var tree = 0L
  private var start = 0
  private var size = 0
  private var table: HashMap[Long, Integer] = null
  number()

  private def number(): Unit = {
    var tree = 0
    while (tree < roots.length) {
      if (numbers.put(trees(roots(tree)), Integer.valueOf(tree)) != null)
        TreeTable.refuse("the nodes of a tree do not stand together", s"trees=${roots.length}")
      if (!found.inOrder(tree)) lookups(tree) = lookup(tree)
      tree += 1
    }
  }

  /** The place of node `id` of tree `tree`, -1 when there is none. */
  def of(tree: Long, id: Long): Int = {
    if (tree != this.tree || size == 0) turnTo(tree)
    if (table != null) looked(id)
    else if (id < 0 || id >= size) -1
    else start + id.toInt
  }

  private def turnTo(asked: Long): Unit = {
    val number = numbers.get(asked)
    tree = asked
    start = if (number == null) 0 else roots(number.intValue)
    size = if (number == null) 0 else end(number.intValue) - start
    table = if (number == null) null else lookups(number.intValue)
  }

  private def looked(id: Long): Int = {
    val place = table.get(id)
    if (place == null) -1 else place.intValue
  }

  private def end(tree: Int): Int = if (tree + 1 < roots.length) roots(tree + 1) else ids.length

  private def lookup(tree: Int): HashMap[Long, Integer] = {
    val table = new HashMap[Long, Integer]
    var place = roots(tree)
    while (place < end(tree)) {
      if (table.put(ids(place), Integer.valueOf(place)) != null)
        TreeTable.refuse("a node is given twice", s"tree=${trees(place)} node=${ids(place)}")
      place += 1
    }
    table
  }
}

private[trees] object NodePlaces {

  // Where trees begin, and whether the ids of each are 0, 1, 2 …
  private final class Roots(trees: Array[Long], ids: Array[Long]) extends ColdLoop {

    var roots: Array[Int] = new Array[Int](16)
    var inOrder: Array[Boolean] = new Array[Boolean](16)
    var count: Int = 0

    private var last = 0

    protected def piece(from: Int, until: Int): Unit = {
      var i = from
      while (i < until) {
        if (i == 0 || trees(i) != trees(i - 1)) begin(i)
        if (ids(i) != (i - last).toLong) inOrder(count - 1) = false
        i += 1
      }
    }

    private def begin(i: Int): Unit = {
      if (count == roots.length) {
        roots = Arrays.copyOf(roots, 2 * count)
        inOrder = Arrays.copyOf(inOrder, 2 * count)
      }
      roots(count) = i
      inOrder(count) = true
      count += 1
      last = i
    }
  }
}
