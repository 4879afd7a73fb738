package io.handover.evaluator

import io.handover.evaluator.OnnxBytes.Bytes

/** A tree of a test: a branch or a leaf. */
sealed trait Tree

object Tree {
  final case class Leaf(weights: Vector[(Int, Float)]) extends Tree
  final case class Branch(
      mode: String,
      feature: Int,
      threshold: Float,
      missingYes: Boolean,
      yes: Tree,
      no: Tree
  ) extends Tree

  /** The attributes of nodes and leaves of an ensemble; leaf weights are called `prefix`. */
  def attributes(trees: Seq[Tree], prefix: String): Seq[Bytes] = {
    val rows = trees.zipWithIndex.flatMap { case (tree, id) => flat(tree, id.toLong) }
    val weights = rows.flatMap { row =>
      row.weights.map { case (target, value) => (row.tree, row.node, target.toLong, value) }
    }
    Seq(
      OnnxBytes.longs("nodes_treeids", rows.map(_.tree)),
      OnnxBytes.longs("nodes_nodeids", rows.map(_.node)),
      OnnxBytes.longs("nodes_featureids", rows.map(_.feature)),
      OnnxBytes.longs("nodes_truenodeids", rows.map(_.yes)),
      OnnxBytes.longs("nodes_falsenodeids", rows.map(_.no)),
      OnnxBytes.strings("nodes_modes", rows.map(_.mode)),
      OnnxBytes.floats("nodes_values", rows.map(_.threshold)),
      OnnxBytes.longs("nodes_missing_value_tracks_true", rows.map(_.missing)),
      OnnxBytes.longs(s"${prefix}_treeids", weights.map(_._1)),
      OnnxBytes.longs(s"${prefix}_nodeids", weights.map(_._2)),
      OnnxBytes.longs(s"${prefix}_ids", weights.map(_._3)),
      OnnxBytes.floats(s"${prefix}_weights", weights.map(_._4))
    )
  }

  /** A model of one regressor on input `X`, output `Y`. */
  def regressor(trees: Seq[Tree], targets: Int, more: Seq[Bytes] = Nil): Bytes = OnnxBytes.model(
    Seq(
      OnnxBytes.node(
        "TreeEnsembleRegressor",
        Seq("X"),
        Seq("Y"),
        "ai.onnx.ml",
        attributes(trees, "target") ++ Seq(OnnxBytes.long("n_targets", targets.toLong)) ++ more
      )
    ),
    Seq(OnnxBytes.value("X", 1L)),
    Seq(OnnxBytes.value("Y", 1L))
  )

  /** A model of one classifier on input `X`, outputs `L` and `P`. */
  def classifier(trees: Seq[Tree], classes: Seq[Long], more: Seq[Bytes] = Nil): Bytes =
    OnnxBytes.model(
      Seq(
        OnnxBytes.node(
          "TreeEnsembleClassifier",
          Seq("X"),
          Seq("L", "P"),
          "ai.onnx.ml",
          attributes(trees, "class") ++ Seq(OnnxBytes.longs("classlabels_int64s", classes)) ++ more
        )
      ),
      Seq(OnnxBytes.value("X", 1L)),
      Seq(OnnxBytes.value("L", 7L), OnnxBytes.value("P", 1L))
    )

  private final case class Line(
      tree: Long,
      node: Long,
      feature: Long,
      yes: Long,
      no: Long,
      mode: String,
      threshold: Float,
      missing: Long,
      weights: Vector[(Int, Float)]
  )

  // Depth first, the true branch right after its node.
  private def flat(tree: Tree, id: Long): Vector[Line] = {
    def go(tree: Tree, node: Long): Vector[Line] = tree match {
      case Leaf(weights)  => Vector(Line(id, node, 0L, 0L, 0L, "LEAF", 0f, 0L, weights))
      case branch: Branch =>
        val yes = go(branch.yes, node + 1)
        val no = go(branch.no, node + 1 + yes.length)
        val line = Line(
          id,
          node,
          branch.feature.toLong,
          node + 1,
          node + 1 + yes.length,
          branch.mode,
          branch.threshold,
          if (branch.missingYes) 1L else 0L,
          Vector.empty
        )
        line +: (yes ++ no)
    }
    go(tree, 0L)
  }
}
