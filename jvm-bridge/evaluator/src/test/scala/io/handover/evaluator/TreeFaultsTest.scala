package io.handover.evaluator

import io.handover.ColumnData
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.TensorValue
import munit.FunSuite

/** Trees that are none are refused when the model is read, each by its own name. */
class TreeFaultsTest extends FunSuite {

  private val leaf = Tree.Leaf(Vector((0, 1f)))

  private def refused(attributes: Map[String, Array[Byte]]): String = {
    val good = Map(
      "nodes_treeids" -> OnnxBytes.longs("nodes_treeids", Seq(0L, 0L, 0L)),
      "nodes_nodeids" -> OnnxBytes.longs("nodes_nodeids", Seq(0L, 1L, 2L)),
      "nodes_featureids" -> OnnxBytes.longs("nodes_featureids", Seq(0L, 0L, 0L)),
      "nodes_truenodeids" -> OnnxBytes.longs("nodes_truenodeids", Seq(1L, 0L, 0L)),
      "nodes_falsenodeids" -> OnnxBytes.longs("nodes_falsenodeids", Seq(2L, 0L, 0L)),
      "nodes_modes" -> OnnxBytes.strings("nodes_modes", Seq("BRANCH_LEQ", "LEAF", "LEAF")),
      "nodes_values" -> OnnxBytes.floats("nodes_values", Seq(0.5f, 0f, 0f)),
      "target_treeids" -> OnnxBytes.longs("target_treeids", Seq(0L, 0L)),
      "target_nodeids" -> OnnxBytes.longs("target_nodeids", Seq(1L, 2L)),
      "target_ids" -> OnnxBytes.longs("target_ids", Seq(0L, 0L)),
      "target_weights" -> OnnxBytes.floats("target_weights", Seq(1f, 2f)),
      "n_targets" -> OnnxBytes.long("n_targets", 1L)
    )
    val node = OnnxBytes.node(
      "TreeEnsembleRegressor",
      Seq("X"),
      Seq("Y"),
      "ai.onnx.ml",
      (good ++ attributes).values.toSeq
    )
    val model =
      OnnxBytes.model(Seq(node), Seq(OnnxBytes.value("X", 1L)), Seq(OnnxBytes.value("Y", 1L)))
    EvaluatedTensors.open(model).fold(
      faults => faults.map(f => s"${f.code} ${f.message}").mkString("; "),
      _ => "runs"
    )
  }

  private def longs(name: String, values: Long*) = Map(name -> OnnxBytes.longs(name, values))

  private val cases = Vector(
    "nothing changed" -> Map.empty[String, Array[Byte]] -> "runs",
    "a child that is not there" -> longs("nodes_truenodeids", 9L, 0L, 0L) ->
      "HE404 a child does not exist",
    "a child that is its own parent" -> longs("nodes_truenodeids", 0L, 0L, 0L) ->
      "HE404 a node has two parents, or is below itself",
    "both children are one node" -> longs("nodes_truenodeids", 2L, 0L, 0L) ->
      "HE404 a node has two parents, or is below itself",
    "two roots" -> (longs("nodes_truenodeids", 1L, 0L, 0L) ++
      Map("nodes_modes" -> OnnxBytes.strings("nodes_modes", Seq("LEAF", "LEAF", "LEAF"))) ++
      longs("target_nodeids", 0L, 2L)) ->
      "HE404 a node is not reached from the root of its tree",
    "a threshold that is no number" ->
      Map("nodes_values" -> OnnxBytes.floats("nodes_values", Seq(Float.NaN, 0f, 0f))) ->
      "HE404 a threshold is not a number",
    "a node given twice" -> longs("nodes_nodeids", 0L, 1L, 1L) -> "HE404 a node is given twice",
    "an unknown mode" ->
      Map("nodes_modes" -> OnnxBytes.strings("nodes_modes", Seq("BRANCH", "LEAF", "LEAF"))) ->
      "HE404 a mode is not known",
    "a weight of no leaf" -> longs("target_nodeids", 0L, 2L) ->
      "HE404 a weight belongs to no leaf",
    "a weight of an impossible target" -> longs("target_ids", 0L, 1L) ->
      "HE404 a weight is of an impossible target",
    "a negative feature" -> longs("nodes_featureids", -1L, 0L, 0L) ->
      "HE404 a node asks for an impossible feature",
    "lists of other lengths" -> longs("nodes_featureids", 0L, 0L) ->
      "HE404 attributes of nodes have other lengths"
  )

  cases.foreach { case ((name, change), expected) =>
    test(name)(assertEquals(refused(change), expected))
  }

  test("a row that is too short for the trees is an outcome, not a crash") {
    val tree = Tree.Branch("BRANCH_LEQ", 3, 0f, missingYes = false, leaf, leaf)
    val model = new EvaluatedTensors(Tree.regressor(Seq(tree), 1))
    val rows = Array(Rows.of(1, 2, Array(0f, 1f)))
    assertEquals(intercept[RefusedByBackend](model.run(rows)).fault.code, "HE403")
  }

  test("a scalar where rows are wanted is an outcome, not a crash") {
    val model = new EvaluatedTensors(Tree.regressor(Seq(leaf), 1))
    val scalar = new TensorValue("X", Array.empty, new ColumnData.F32(Array(1f)))
    assertEquals(intercept[RefusedByBackend](model.run(Array(scalar))).fault.code, "HE403")
  }
}
