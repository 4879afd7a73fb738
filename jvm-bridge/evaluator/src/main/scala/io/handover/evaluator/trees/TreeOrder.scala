package io.handover.evaluator.trees

/** The order in which the nodes of trees are laid out, found by walking them.
  *
  * Depth first, tree after tree, children side by side: the end of a walk stays within a few lines
  * of the cache. For 62,000 nodes one row took 0.8 of the time that breadth first took.
  *
  * A node that is reached twice is refused, and one that is never reached: a node in a cycle apart
  * from every root has a parent too.
  */
private[trees] final class TreeOrder(table: TreeTable) {

  /** The place of each node. */
  val place: Array[Int] = new Array[Int](table.mode.length)

  /** How deep each tree is. */
  val depths: Array[Int] = new Array[Int](table.roots.length)

  private val depth = new Array[Int](table.mode.length)
  private val open = new IntStack
  private var placed = 0
  walk()

  private def walk(): Unit = {
    java.util.Arrays.fill(place, -1)
    var tree = 0
    while (tree < depths.length) {
      put(table.roots(tree), 0)
      open.push(table.roots(tree))
      while (open.nonEmpty) piece(tree)
      tree += 1
    }
    if (placed < place.length) {
      var node = 0
      while (place(node) >= 0) node += 1
      TreeTable.refuse("a node is not reached from the root of its tree", s"node=$node")
    }
  }

  // A few nodes at a call, for the reason of [[ColdLoop]].
  private def piece(tree: Int): Unit = {
    var left = 32
    while (left > 0 && open.nonEmpty) {
      val node = open.pop()
      if (depth(node) > depths(tree)) depths(tree) = depth(node)
      if (table.leafOf(node) < 0) {
        put(table.low(node), depth(node) + 1)
        put(table.high(node), depth(node) + 1)
        open.push(table.high(node))
        open.push(table.low(node))
      }
      left -= 1
    }
  }

  private def put(node: Int, below: Int): Unit = {
    if (place(node) >= 0)
      TreeTable.refuse("a node has two parents, or is below itself", s"node=$node")
    place(node) = placed
    depth(node) = below
    placed += 1
  }
}
