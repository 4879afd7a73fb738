package io.handover.evaluator.trees

/** Makes the nodes of a [[KeyForest]] from a table. */
private[trees] object KeyLayout {

  /** Whether every branch compares by order with a float, and a node fits a long. */
  def suits(table: TreeTable): Boolean =
    table.ordered && table.mode.length.toLong <= (1L << (32 - bitsFor(slotsOf(table))))

  /** The trees of the table, laid out. */
  def of(table: TreeTable): KeyForest = {
    val place = table.order.place
    val features = table.features
    val slots = slotsOf(table)
    val slotBits = bitsFor(slots)
    val nodes = new Array[Long](table.mode.length)
    val leafOf = new Array[Int](table.mode.length)
    new ColdLoop {
      protected def piece(from: Int, until: Int): Unit = {
        var i = from
        while (i < until) {
          val at = place(i)
          leafOf(at) = table.leafOf(i)
          nodes(at) =
            if (leafOf(at) >= 0) packed(Int.MaxValue, at, 0, slotBits)
            else {
              val key = KeyForest.key(table.threshold(i).toFloat)
              val mode = table.mode(i)
              val strict = mode == NodeMode.Lt || mode == NodeMode.Gte
              val slot = table.feature(i) + (if (table.lowWhenMissing(i)) features else 0)
              packed(if (strict) key - 1 else key, place(table.low(i)), slot, slotBits)
            }
          i += 1
        }
      }
    }.run(nodes.length)
    val roots = new Array[Int](table.roots.length)
    // The depth of the deepest of each four trees.
    val depths = new Array[Int]((roots.length + 3) / 4)
    var tree = 0
    while (tree < roots.length) {
      roots(tree) = place(table.roots(tree))
      depths(tree / 4) = Math.max(depths(tree / 4), table.order.depths(tree))
      tree += 1
    }
    new KeyForest(nodes, leafOf, roots, depths, features, slots, slotBits)
  }

  private def packed(key: Int, child: Int, slot: Int, slotBits: Int): Long =
    key.toLong << 32 | (child.toLong << slotBits | slot.toLong) & 0xffffffffL

  // A forest of single leaves asks for no feature; its slot 0 is still read.
  private def slotsOf(table: TreeTable): Int =
    Math.max(if (table.missingLow) 2 * table.features else table.features, 1)

  private def bitsFor(slots: Int): Int = 32 - Integer.numberOfLeadingZeros(slots - 1)
}
