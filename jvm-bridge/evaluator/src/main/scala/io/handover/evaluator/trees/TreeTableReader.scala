package io.handover.evaluator.trees

import io.handover.evaluator.plan.NodeScope
import io.handover.evaluator.tensor.Kind
import java.util.HashMap

/** Reads the trees of TreeEnsembleClassifier and TreeEnsembleRegressor (ai.onnx.ml 1 to 3). */
private[trees] object TreeTableReader {

  /** The trees of `node`; the attributes of leaf weights begin with `prefix`. */
  def read(node: NodeScope, prefix: String, targets: Int): TreeTable = {
    val trees = node.longs("nodes_treeids")
    val ids = node.longs("nodes_nodeids")
    val features = node.longs("nodes_featureids")
    val yes = node.longs("nodes_truenodeids")
    val no = node.longs("nodes_falsenodeids")
    val modes = node.texts("nodes_modes")
    val values = numbers(node, "nodes_values")
    val missing = node.longs("nodes_missing_value_tracks_true")
    node.ignore("nodes_hitrates", "nodes_hitrates_as_tensor")
    val count = ids.length
    val lengths = Map(
      "nodes_treeids" -> trees.length,
      "nodes_featureids" -> features.length,
      "nodes_truenodeids" -> yes.length,
      "nodes_falsenodeids" -> no.length,
      "nodes_modes" -> modes.length,
      "nodes_values" -> values.length
    )
    lengths.find(_._2 != count).foreach { case (name, length) =>
      TreeTable.refuse(
        "attributes of nodes have other lengths",
        s"nodes_nodeids=$count $name=$length"
      )
    }
    node.require(missing.isEmpty || missing.length == count, "nodes_missing_value_tracks_true")
    node.require(count > 0, "there are no nodes")

    val places = new HashMap[(Long, Long), Integer]
    ids.indices.foreach { i =>
      if (places.put((trees(i), ids(i)), i) != null)
        TreeTable.refuse("a node is given twice", s"tree=${trees(i)} node=${ids(i)}")
    }
    val mode = modes.map(name =>
      NodeMode.of(name).getOrElse(TreeTable.refuse("a mode is not known", s"mode=$name"))
    )
    def child(i: Int, id: Long): Int =
      if (mode(i) == NodeMode.Leaf) -1
      else {
        val place = places.get((trees(i), id))
        if (place == null)
          TreeTable.refuse("a child does not exist", s"tree=${trees(i)} node=${ids(i)} child=$id")
        place
      }
    val roots = trees.indices.filter(i => i == 0 || trees(i) != trees(i - 1)).toArray
    if (roots.map(trees(_)).distinct.length != roots.length)
      TreeTable.refuse("the nodes of a tree do not stand together", s"trees=${roots.length}")

    val leafOf = Array.fill(count)(-1)
    val leafNodes = mode.indices.filter(mode(_) == NodeMode.Leaf)
    leafNodes.indices.foreach(leaf => leafOf(leafNodes(leaf)) = leaf)
    val entries = Array.fill(leafNodes.length)(Vector.newBuilder[(Int, Double)])
    val weightTrees = node.longs(s"${prefix}_treeids")
    val weightNodes = node.longs(s"${prefix}_nodeids")
    val weightIds = node.longs(s"${prefix}_ids")
    val weights = numbers(node, s"${prefix}_weights")
    if (Set(weightTrees.length, weightNodes.length, weightIds.length, weights.length).size != 1)
      TreeTable.refuse(
        "attributes of leaf weights have other lengths",
        s"weights=${weights.length}"
      )
    weights.indices.foreach { i =>
      val place = places.get((weightTrees(i), weightNodes(i)))
      if (place == null || leafOf(place) < 0)
        TreeTable.refuse(
          "a weight belongs to no leaf",
          s"tree=${weightTrees(i)} node=${weightNodes(i)}"
        )
      if (weightIds(i) < 0 || weightIds(i) >= targets)
        TreeTable.refuse("a weight is of an impossible target", s"target=${weightIds(i)}")
      entries(leafOf(place)) += ((weightIds(i).toInt, weights(i)))
    }
    new TreeTable(
      mode,
      features.map(id => if (id < 0 || id > Int.MaxValue) Int.MaxValue else id.toInt),
      values,
      Array.tabulate(count)(i => child(i, yes(i))),
      Array.tabulate(count)(i => child(i, no(i))),
      if (missing.isEmpty) new Array[Boolean](count) else missing.map(_ == 1),
      Map.empty,
      roots,
      leafOf,
      Leaves.of(entries.map(_.result()))
    )
  }

  /** Numbers given as floats, or as a tensor of the type of the input. */
  def numbers(node: NodeScope, name: String): Array[Double] =
    node.tensor(s"${name}_as_tensor") match {
      case None                                    => node.floats(name).map(_.toDouble)
      case Some(tensor) if tensor.kind == Kind.F64 => tensor.doubles.clone
      case Some(tensor) if tensor.kind == Kind.F32 => tensor.floats.map(_.toDouble)
      case Some(tensor)                            =>
        TreeTable.refuse(s"${name}_as_tensor is not of floats", s"type=${tensor.kind}")
    }
}
