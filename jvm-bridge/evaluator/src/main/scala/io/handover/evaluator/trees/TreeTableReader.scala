package io.handover.evaluator.trees

import io.handover.evaluator.plan.NodeScope
import io.handover.evaluator.tensor.Kind

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

    val places = new NodePlaces(trees, ids)
    val mode = modesOf(modes)
    def children(of: Array[Long]): Array[Int] = {
      val found = new Array[Int](count)
      var i = 0
      while (i < count) {
        found(i) = if (mode(i) == NodeMode.Leaf) -1 else places.of(trees(i), of(i))
        if (found(i) < 0 && mode(i) != NodeMode.Leaf)
          TreeTable.refuse(
            "a child does not exist",
            s"tree=${trees(i)} node=${ids(i)} child=${of(i)}"
          )
        i += 1
      }
      found
    }
    val leafOf = new Array[Int](count)
    java.util.Arrays.fill(leafOf, -1)
    var leaves = 0
    var place = 0
    while (place < count) {
      if (mode(place) == NodeMode.Leaf) {
        leafOf(place) = leaves
        leaves += 1
      }
      place += 1
    }
    val weightTrees = node.longs(s"${prefix}_treeids")
    val weightNodes = node.longs(s"${prefix}_nodeids")
    val weightIds = node.longs(s"${prefix}_ids")
    val weights = numbers(node, s"${prefix}_weights")
    if (Set(weightTrees.length, weightNodes.length, weightIds.length, weights.length).size != 1)
      TreeTable.refuse(
        "attributes of leaf weights have other lengths",
        s"weights=${weights.length}"
      )
    val leafOfWeight = new Array[Int](weights.length)
    var i = 0
    while (i < weights.length) {
      val place = places.of(weightTrees(i), weightNodes(i))
      if (place < 0 || leafOf(place) < 0)
        TreeTable.refuse(
          "a weight belongs to no leaf",
          s"tree=${weightTrees(i)} node=${weightNodes(i)}"
        )
      if (weightIds(i) < 0 || weightIds(i) >= targets)
        TreeTable.refuse("a weight is of an impossible target", s"target=${weightIds(i)}")
      leafOfWeight(i) = leafOf(place)
      i += 1
    }
    new TreeTable(
      mode,
      narrow(features),
      values,
      children(yes),
      children(no),
      ones(missing, count),
      Map.empty,
      places.roots,
      leafOf,
      Leaves.of(leaves, leafOfWeight, narrow(weightIds), weights)
    )
  }

  // The same text is the same object: most nodes ask no table.
  private def modesOf(names: Array[String]): Array[NodeMode] = {
    val modes = new Array[NodeMode](names.length)
    val known = new java.util.IdentityHashMap[String, NodeMode]
    var i = 0
    while (i < names.length) {
      val name = names(i)
      var mode = known.get(name)
      if (mode == null) {
        mode = NodeMode.of(name).getOrElse(TreeTable.refuse("a mode is not known", s"mode=$name"))
        known.put(name, mode): Unit
      }
      modes(i) = mode
      i += 1
    }
    modes
  }

  // The loops here run a million times before the compiler has seen them: no boxes, no closures.
  private def narrow(ids: Array[Long]): Array[Int] = {
    val found = new Array[Int](ids.length)
    var i = 0
    while (i < ids.length) {
      found(i) = if (ids(i) < 0 || ids(i) > Int.MaxValue) Int.MaxValue else ids(i).toInt
      i += 1
    }
    found
  }

  private def widened(values: Array[Float]): Array[Double] = {
    val found = new Array[Double](values.length)
    var i = 0
    while (i < values.length) {
      found(i) = values(i).toDouble
      i += 1
    }
    found
  }

  private def ones(flags: Array[Long], count: Int): Array[Boolean] = {
    val found = new Array[Boolean](count)
    var i = 0
    while (i < flags.length) {
      found(i) = flags(i) == 1
      i += 1
    }
    found
  }

  /** Numbers given as floats, or as a tensor of the type of the input. */
  def numbers(node: NodeScope, name: String): Array[Double] =
    node.tensor(s"${name}_as_tensor") match {
      case None                                    => widened(node.floats(name))
      case Some(tensor) if tensor.kind == Kind.F64 => tensor.doubles.clone
      case Some(tensor) if tensor.kind == Kind.F32 => widened(tensor.floats)
      case Some(tensor)                            =>
        TreeTable.refuse(s"${name}_as_tensor is not of floats", s"type=${tensor.kind}")
    }
}
