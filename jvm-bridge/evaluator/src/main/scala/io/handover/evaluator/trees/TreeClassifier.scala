package io.handover.evaluator.trees

import io.handover.evaluator.ml.{ClassLabels, MlInput, PostTransform}
import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Classes out of trees (ai.onnx.ml TreeEnsembleClassifier). */
private[evaluator] object TreeEnsembleClassifier
    extends Operator(Operator.Ml, "TreeEnsembleClassifier", 1, Exactness.Bits) {

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    val labels = ClassLabels.of(node, "classlabels_int64s", "classlabels_strings")
    val table = TreeTableReader.read(node, "class", labels.count)
    val base = TreeTableReader.numbers(node, "base_values")
    val transform = PostTransform.of(node)
    val single = kind != Kind.F64
    val finder = LeafFinder.of(table, single)
    val finish = new ClassScores(
      labels,
      base,
      transform,
      // Asked for two classes only.
      oneWeighted = labels.count == 2 && table.leaves.ofOneTarget,
      allPositive = labels.count == 2 && table.leaves.positive
    )
    val leaves = table.leaves
    val fast = TreeScores.fast(leaves, Aggregate.Sum, single)
    Compiled.buffered(labels.kind, Kind.F32)(
      new TreeClassifierKernel(
        new TreeScores(finder, leaves, Aggregate.Sum, labels.count, single, fast),
        labels.count,
        finish
      )
    ).classed(transform.exactness)
  }
}

private[trees] final class TreeClassifierKernel(
    scores: TreeScores,
    classes: Int,
    finish: ClassScores
) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val rows = MlInput.rows(in)
    out(0).resize1(rows)
    out(1).resize2(rows, classes)
    var first = 0
    while (first < rows) {
      val count = Math.min(rows - first, TreeScores.Block)
      scores(in, first, count)
      var i = 0
      while (i < count) {
        finish(scores, i * classes, first + i, out(0), out(1))
        i += 1
      }
      first += count
    }
  }
}
