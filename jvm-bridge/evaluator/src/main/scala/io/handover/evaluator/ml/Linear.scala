package io.handover.evaluator.ml

import io.handover.evaluator.ops.Product
import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Linear targets (ai.onnx.ml LinearRegressor).
  *
  * The bits of ONNX Runtime for a batch; for one row it adds in another order itself.
  */
private[ml] object LinearRegressor
    extends Operator(Operator.Ml, "LinearRegressor", 1, Exactness.Near) {

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    val targets = node.long("targets", 1L)
    val coefficients = node.floats("coefficients")
    val intercepts = node.floats("intercepts")
    node.require(targets > 0 && targets <= coefficients.length, s"targets=$targets")
    val scores = new LinearScores(
      coefficients,
      if (intercepts.length == targets) intercepts else new Array[Float](targets.toInt)
    )
    val transform = PostTransform.vector(PostTransform.of(node))
    Compiled.buffered(Kind.F32)(new Kernel {
      private val buffer = new Tensor(Kind.F32)
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val rows = MlInput.rows(in)
        out(0).resize2(rows, scores.targets)
        scores(in, buffer, out(0).floats, scores.targets)
        var row = 0
        // A single score is given as it is, but for a probit.
        if (scores.targets > 1 || transform == PostTransform.Probit)
          while (row < rows) {
            transform(out(0).floats, row * scores.targets, scores.targets)
            row += 1
          }
      }
    })
  }
}

/** Linear scores and the class of the highest (ai.onnx.ml LinearClassifier).
  *
  * The bits of ONNX Runtime for a batch; for one row it adds in another order itself.
  */
private[ml] object LinearClassifier
    extends Operator(Operator.Ml, "LinearClassifier", 1, Exactness.Near) {

  override def joins: Boolean = true

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    node.ignore("multi_class")
    val coefficients = node.floats("coefficients")
    val intercepts = node.floats("intercepts")
    val labels = ClassLabels.of(node, "classlabels_ints", "classlabels_strings")
    if (intercepts.length == 0) throw Refusal("HE401", "a classifier without intercepts")
    if (intercepts.length != 1 && intercepts.length != labels.count)
      throw Refusal("HE401", s"classes=${labels.count} intercepts=${intercepts.length}")
    val transform = PostTransform.vector(PostTransform.of(node))
    val scores = new LinearScores(coefficients, intercepts)
    Compiled.buffered(labels.kind, Kind.F32)(
      new LinearClassifierKernel(scores, labels, transform)
    )
  }
}

private[ml] final class LinearClassifierKernel(
    scores: LinearScores,
    labels: ClassLabels,
    transform: PostTransform
) extends Kernel {

  private val buffer = new Tensor(Kind.F32)
  private val second = scores.targets == 1 && labels.count == 2
  private val width = if (second) 2 else scores.targets

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val rows = MlInput.rows(in)
    out(0).resize1(rows)
    out(1).resize2(rows, width)
    val found = out(1).floats
    scores(in, buffer, found, width)
    var row = 0
    while (row < rows) {
      val from = row * width
      if (scores.targets == 1) {
        val score = found(from)
        if (second) labels.write(out(0), row, if (score > 0f) 1 else 0)
        else labels.writeSign(out(0), row, score > 0f)
        if (transform == PostTransform.Probit) transform(found, from, 1)
        else if (second) {
          found(from + 1) = score
          found(from) = 1f - score
        }
      } else {
        var best = 0
        var i = 1
        while (i < width) {
          if (found(from + i) > found(from + best)) best = i
          i += 1
        }
        labels.write(out(0), row, best)
        transform(found, from, width)
      }
      row += 1
    }
  }
}

/** The scores X * coefficients' + intercepts, in ONNX Runtime's order for a batch. */
private[ml] final class LinearScores(coefficients: Array[Float], intercepts: Array[Float]) {

  /** How many scores a row has. */
  val targets: Int = intercepts.length

  private val features = coefficients.length / targets
  if (features * targets != coefficients.length)
    throw Refusal(
      "HE401",
      "coefficients and intercepts do not fit",
      found = Some(s"coefficients=${coefficients.length} targets=$targets")
    )

  /** Writes each row's scores to `to`, rows `stride` apart. */
  def apply(in: Array[Tensor], buffer: Tensor, to: Array[Float], stride: Int): Unit = {
    val rows = MlInput.rows(in)
    if (MlInput.width(in) != features)
      throw Refusal(
        "HE403",
        "a row has another number of features than the model",
        Some(s"features=$features"),
        Some(s"features=${MlInput.width(in)}")
      )
    if (in.length > 1) buffer.resize1(features)
    val x = if (in.length == 1) MlInput.floats(in(0), buffer) else buffer.floats
    var row = 0
    while (row < rows) {
      if (in.length > 1) gather(in, row, x)
      val from = if (in.length == 1) row * features else 0
      var target = 0
      while (target < targets) {
        to(row * stride + target) = Product.onto(
          intercepts(target),
          1f,
          x,
          from,
          1,
          coefficients,
          target * features,
          1,
          features
        )
        target += 1
      }
      row += 1
    }
  }

  private def gather(in: Array[Tensor], row: Int, to: Array[Float]): Unit = {
    var from = 0
    var part = 0
    while (part < in.length) {
      val width = in(part).dim(1)
      if (width == 1) to(from) = in(part).floats(row)
      else System.arraycopy(in(part).floats, row * width, to, from, width)
      from += width
      part += 1
    }
  }
}
