package io.handover.evaluator.trees

import io.handover.evaluator.ml.{MlInput, PostTransform}
import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Tensor}

/** Targets out of trees (ai.onnx.ml TreeEnsembleRegressor). */
private[evaluator] object TreeEnsembleRegressor
    extends Operator(Operator.Ml, "TreeEnsembleRegressor", 1, Exactness.Bits) {

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric)
    val targets = TargetCount.of(node)
    val table = TreeTableReader.read(node, "target", targets)
    val base = TreeTableReader.numbers(node, "base_values")
    val aggregate = Aggregate.named(node)
    val transform = PostTransform.of(node)
    TreeRegression.compiled(table, targets, base, aggregate, transform, kind, Kind.F32)
  }
}

/** Targets out of trees, of the type of the input (ai.onnx.ml TreeEnsemble, version 5). */
private[evaluator] object TreeEnsemble
    extends Operator(Operator.Ml, "TreeEnsemble", 5, Exactness.Bits) {

  private val transforms = Vector(
    PostTransform.None,
    PostTransform.Softmax,
    PostTransform.Logistic,
    PostTransform.SoftmaxZero,
    PostTransform.Probit
  )

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.floating)
    val targets = TargetCount.of(node)
    val table = EnsembleReader.read(node, targets)
    val number = node.long("post_transform", 0L)
    node.require(number >= 0 && number < transforms.length, s"post_transform=$number")
    val aggregate = Aggregate.numbered(node)
    val transform = transforms(number.toInt)
    TreeRegression.compiled(
      table,
      targets,
      new Array[Double](0),
      aggregate,
      transform,
      kind,
      kind
    )
  }
}

private[trees] object TargetCount {

  /** Attribute `n_targets`. */
  def of(node: NodeScope): Int = {
    val targets = node.long("n_targets", 1L)
    node.require(targets > 0 && targets <= (1 << 16), s"n_targets=$targets")
    targets.toInt
  }
}

private[trees] object TreeRegression {

  /** The work of a regression by trees. */
  def compiled(
      table: TreeTable,
      targets: Int,
      base: Array[Double],
      aggregate: Aggregate,
      transform: PostTransform,
      kind: Kind,
      out: Kind
  ): Compiled = {
    val single = kind != Kind.F64
    val finder = LeafFinder.of(table, single)
    val leaves = table.leaves
    val fast = TreeScores.fast(leaves, aggregate, single)
    Compiled.buffered(out)(
      new TreeRegressionKernel(
        new TreeScores(finder, leaves, aggregate, targets, single, fast),
        finder.trees,
        targets,
        base,
        aggregate,
        transform
      )
    ).classed(if (targets > 1) transform.exactness else Exactness.Bits)
  }
}

private[trees] final class TreeRegressionKernel(
    scores: TreeScores,
    trees: Int,
    targets: Int,
    base: Array[Double],
    aggregate: Aggregate,
    transform: PostTransform
) extends Kernel {

  private val row = new Array[Float](targets)
  // One target takes a single base value, several need one each; another number is passed over.
  private val based = base.length == targets

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val to = out(0)
    val rows = MlInput.rows(in)
    to.resize2(rows, targets)
    var first = 0
    while (first < rows) {
      val count = Math.min(rows - first, TreeScores.Block)
      scores(in, first, count)
      var i = 0
      while (i < count) {
        finish(i * targets, (first + i) * targets, to)
        i += 1
      }
      first += count
    }
  }

  private def finish(from: Int, target: Int, to: Tensor): Unit = {
    var k = 0
    while (k < targets) {
      var score = scores.scores(from + k)
      if (aggregate == Aggregate.Average) score = scores.round(score / trees)
      if (based) score = scores.round(score + base(k))
      scores.scores(from + k) = score
      k += 1
    }
    // A single target knows no transform but the probit.
    val plain =
      transform == PostTransform.None || targets == 1 && transform != PostTransform.Probit
    if (plain) {
      k = 0
      while (k < targets) {
        if (to.kind == Kind.F32) to.floats(target + k) = scores.scores(from + k).toFloat
        else to.doubles(target + k) = scores.scores(from + k)
        k += 1
      }
    } else {
      k = 0
      while (k < targets) {
        row(k) = scores.scores(from + k).toFloat
        k += 1
      }
      transform(row, 0, targets)
      k = 0
      while (k < targets) {
        if (to.kind == Kind.F32) to.floats(target + k) = row(k)
        else to.doubles(target + k) = row(k).toDouble
        k += 1
      }
    }
  }
}
