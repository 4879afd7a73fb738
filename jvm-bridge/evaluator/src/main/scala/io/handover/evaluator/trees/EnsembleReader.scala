package io.handover.evaluator.trees

import io.handover.evaluator.plan.NodeScope
import scala.collection.mutable.ArrayBuffer

/** Reads the trees of TreeEnsemble (ai.onnx.ml 5), whose leaves are apart from the branches. */
private[trees] object EnsembleReader {

  /** The trees of `node`. */
  def read(node: NodeScope, targets: Int): TreeTable = {
    val features = node.longs("nodes_featureids")
    val yes = node.longs("nodes_truenodeids")
    val no = node.longs("nodes_falsenodeids")
    val yesLeaf = node.longs("nodes_trueleafs")
    val noLeaf = node.longs("nodes_falseleafs")
    val modes = node.bytes("nodes_modes").getOrElse(Array.emptyIntArray)
    val splits = TreeTableReader.ofTensor(node, "nodes_splits")
    val missing = node.longs("nodes_missing_value_tracks_true")
    val leafTargets = node.longs("leaf_targetids")
    val leafWeights = TreeTableReader.ofTensor(node, "leaf_weights")
    val members = TreeTableReader.ofTensor(node, "membership_values")
    node.ignore("nodes_hitrates")
    val count = features.length
    val same = Seq(yes, no, yesLeaf, noLeaf).forall(_.length == count)
    if (!same || modes.length != count || splits.length != count)
      TreeTable.refuse("attributes of nodes have other lengths", s"nodes_featureids=$count")
    node.require(missing.isEmpty || missing.length == count, "nodes_missing_value_tracks_true")
    if (leafTargets.length != leafWeights.length)
      TreeTable.refuse(
        "leaf_targetids and leaf_weights do not fit",
        s"leaves=${leafTargets.length}"
      )
    leafTargets.find(target => target < 0 || target >= targets).foreach { target =>
      TreeTable.refuse("a weight is of an impossible target", s"target=$target")
    }

    // Each use of a leaf becomes a node of its own: both branches of a node may end in one leaf.
    val used = new ArrayBuffer[Int]
    def child(i: Int, id: Long, isLeaf: Long): Int = {
      val limit = if (isLeaf != 0) leafTargets.length else count
      if (id < 0 || id >= limit) TreeTable.refuse("a child does not exist", s"node=$i child=$id")
      if (isLeaf != 0) {
        used += id.toInt
        count + used.length - 1
      } else id.toInt
    }
    val branches =
      Array.tabulate(count)(i => (child(i, yes(i), yesLeaf(i)), child(i, no(i), noLeaf(i))))
    modes.find(number => number > NodeMode.Member).foreach { number =>
      TreeTable.refuse("a mode is not known", s"mode=$number")
    }
    val mode = modes.map(_.toByte)
    val roots = node.longs("tree_roots")
    node.require(roots.nonEmpty, "tree_roots is missing")
    roots.find(root => root < 0 || root >= count).foreach { root =>
      TreeTable.refuse("a root does not exist", s"root=$root")
    }
    val total = count + used.length
    def padded[A: scala.reflect.ClassTag](values: Array[A], rest: A): Array[A] =
      values ++ Array.fill(total - values.length)(rest)
    new TreeTable(
      padded(mode, NodeMode.Leaf.toByte),
      padded(features.map(id => if (id < 0 || id > Int.MaxValue) Int.MaxValue else id.toInt), 0),
      padded(splits, 0d),
      padded(branches.map(_._1), -1),
      padded(branches.map(_._2), -1),
      padded(missing.map(_ == 1), false),
      sets(mode, members, total),
      roots.map(_.toInt),
      Array.tabulate(total)(i => if (i < count) -1 else i - count),
      Leaves.of(
        used.length,
        used.indices.toArray,
        used.map(leaf => leafTargets(leaf).toInt).toArray,
        used.map(leafWeights(_)).toArray
      )
    )
  }

  // The sets lie one after the other, in the order of the nodes that ask, each ended by a NaN.
  private def sets(
      mode: Array[Byte],
      members: Array[Double],
      total: Int
  ): Array[Array[Double]] = {
    val asking = mode.indices.filter(mode(_) == NodeMode.Member)
    var rest = members.toList
    val found = new Array[Array[Double]](if (asking.isEmpty) 0 else total)
    asking.foreach { i =>
      val (set, after) = rest.span(!_.isNaN)
      if (after.isEmpty && set.isEmpty)
        TreeTable.refuse("there are fewer membership_values than nodes that ask", s"node=$i")
      rest = after.drop(1)
      // Both zeros are one member.
      found(i) = set.map(_ + 0d).sorted.toArray
    }
    if (rest.nonEmpty)
      TreeTable.refuse(
        "there are more membership_values than nodes that ask",
        s"left=${rest.length}"
      )
    found
  }
}
