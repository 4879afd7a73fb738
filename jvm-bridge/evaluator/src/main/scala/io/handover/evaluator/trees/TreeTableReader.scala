package io.handover.evaluator.trees

import io.handover.evaluator.plan.NodeScope
import io.handover.evaluator.tensor.{Kind, Refusal}

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
    node.ignore("nodes_hitrates")
    node.ignore("nodes_hitrates_as_tensor")
    val count = ids.length
    same(count, "nodes_treeids", trees.length)
    same(count, "nodes_featureids", features.length)
    same(count, "nodes_truenodeids", yes.length)
    same(count, "nodes_falsenodeids", no.length)
    same(count, "nodes_modes", modes.length)
    same(count, "nodes_values", values.length)
    if (missing.length > 0 && missing.length != count)
      throw Refusal("HE401", "nodes_missing_value_tracks_true")
    if (count == 0) throw Refusal("HE401", "there are no nodes")

    val places = new NodePlaces(trees, ids)
    val nodes = new Nodes(places, trees, ids, modes, features, yes, no, missing)
    nodes.run(count)
    val weightTrees = node.longs(prefix.concat("_treeids"))
    val weightNodes = node.longs(prefix.concat("_nodeids"))
    val weightIds = node.longs(prefix.concat("_ids"))
    val weightValues = numbers(node, prefix.concat("_weights"))
    val entries = weightValues.length
    if (
      weightTrees.length != entries || weightNodes.length != entries || weightIds.length != entries
    ) TreeTable.refuse("attributes of leaf weights have other lengths", s"weights=$entries")
    val weights = new Weights(places, nodes.leafOf, weightTrees, weightNodes, weightIds, targets)
    weights.run(entries)
    new TreeTable(
      nodes.mode,
      nodes.feature,
      values,
      nodes.yes,
      nodes.no,
      nodes.missingYes,
      new Array[Array[Double]](0),
      places.roots,
      nodes.leafOf,
      Leaves.of(nodes.leaves, weights.leaf, weights.target, weightValues)
    )
  }

  private def same(count: Int, name: String, length: Int): Unit =
    if (length != count)
      TreeTable.refuse(
        "attributes of nodes have other lengths",
        s"nodes_nodeids=$count $name=$length"
      )

  private final class Nodes(
      places: NodePlaces,
      trees: Array[Long],
      ids: Array[Long],
      modes: Array[String],
      features: Array[Long],
      yesIds: Array[Long],
      noIds: Array[Long],
      missing: Array[Long]
  ) extends ColdLoop {

    private val count = ids.length
    val mode: Array[Byte] = new Array[Byte](count)
    val feature: Array[Int] = new Array[Int](count)
    val yes: Array[Int] = new Array[Int](count)
    val no: Array[Int] = new Array[Int](count)
    val missingYes: Array[Boolean] = new Array[Boolean](count)
    val leafOf: Array[Int] = new Array[Int](count)
    var leaves: Int = 0
    private var named = ""
    private var known: Byte = NodeMode.Leaf

    protected def piece(from: Int, until: Int): Unit = {
      val mode = this.mode
      val feature = this.feature
      val yes = this.yes
      val no = this.no
      var known = this.known
      var i = from
      while (i < until) {
        // The same text is the same object: few nodes need a comparison.
        if (modes(i) ne named) {
          named = modes(i)
          known = NodeMode.of(named)
        }
        mode(i) = known
        feature(i) = narrow(features(i))
        if (known == NodeMode.Leaf) {
          yes(i) = -1
          no(i) = -1
          leafOf(i) = leaves
          leaves += 1
        } else {
          yes(i) = child(i, yesIds(i))
          no(i) = child(i, noIds(i))
          leafOf(i) = -1
        }
        i += 1
      }
      this.known = known
      if (missing.length > 0) noteMissing(from, until)
    }

    private def noteMissing(from: Int, until: Int): Unit = {
      var i = from
      while (i < until) {
        missingYes(i) = missing(i) == 1
        i += 1
      }
    }

    private def child(i: Int, id: Long): Int = {
      val found = places.of(trees(i), id)
      if (found < 0) noChild(i, id) else found
    }

    private def noChild(i: Int, id: Long): Nothing =
      TreeTable.refuse("a child does not exist", s"tree=${trees(i)} node=${ids(i)} child=$id")
  }

  private final class Weights(
      places: NodePlaces,
      leafOf: Array[Int],
      trees: Array[Long],
      nodes: Array[Long],
      ids: Array[Long],
      targets: Int
  ) extends ColdLoop {

    val leaf: Array[Int] = new Array[Int](ids.length)
    val target: Array[Int] = new Array[Int](ids.length)

    protected def piece(from: Int, until: Int): Unit = {
      val leaf = this.leaf
      val target = this.target
      var i = from
      while (i < until) {
        val place = places.of(trees(i), nodes(i))
        if (place < 0 || leafOf(place) < 0) homeless(i)
        if (ids(i) < 0 || ids(i) >= targets) impossible(i)
        leaf(i) = leafOf(place)
        target(i) = ids(i).toInt
        i += 1
      }
    }

    private def homeless(i: Int): Nothing =
      TreeTable.refuse("a weight belongs to no leaf", s"tree=${trees(i)} node=${nodes(i)}")

    private def impossible(i: Int): Nothing =
      TreeTable.refuse("a weight is of an impossible target", s"target=${ids(i)}")
  }

  private def narrow(id: Long): Int = if (id < 0 || id > Int.MaxValue) Int.MaxValue else id.toInt

  private def widened(values: Array[Float]): Array[Double] = {
    val found = new Array[Double](values.length)
    new ColdLoop {
      protected def piece(from: Int, until: Int): Unit = {
        var i = from
        while (i < until) {
          found(i) = values(i).toDouble
          i += 1
        }
      }
    }.run(values.length)
    found
  }

  /** Numbers given as floats, or as a tensor of the type of the input. */
  def numbers(node: NodeScope, name: String): Array[Double] = {
    val tensor = name.concat("_as_tensor")
    if (node.states(tensor)) ofTensor(node, tensor) else widened(node.floats(name))
  }

  /** The numbers of the tensor called `name`; none where the node does not state it. */
  def ofTensor(node: NodeScope, name: String): Array[Double] = node.tensor(name) match {
    case None                                    => new Array[Double](0)
    case Some(tensor) if tensor.kind == Kind.F64 => tensor.doubles.clone
    case Some(tensor) if tensor.kind == Kind.F32 => widened(tensor.floats)
    case Some(tensor) => TreeTable.refuse(s"$name is not of floats", s"type=${tensor.kind}")
  }
}
