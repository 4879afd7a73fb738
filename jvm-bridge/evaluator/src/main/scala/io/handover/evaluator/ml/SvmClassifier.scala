package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Votes or probabilities of pairs of classes (ai.onnx.ml SVMClassifier). */
private[ml] object SvmClassifier
    extends Operator(Operator.Ml, "SVMClassifier", 1, Exactness.Near) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kind.numeric)
    val labels = ClassLabels.of(node, "classlabels_ints", "classlabels_strings")
    val perClass = node.longs("vectors_per_class")
    val count = perClass.sum
    val coefficients = node.floats("coefficients")
    val rho = node.floats("rho")
    val probA = node.floats("prob_a")
    val probB = node.floats("prob_b")
    val pairs = labels.count.toLong * (labels.count - 1) / 2
    val linear = perClass.isEmpty || count == 0
    node.require(perClass.forall(v => v >= 0 && v <= coefficients.length), "vectors_per_class")
    node.require(probA.length == probB.length, "prob_a and prob_b have other lengths")
    node.require(coefficients.nonEmpty && rho.nonEmpty, "coefficients or rho are missing")
    node.require(
      linear || perClass.length == labels.count && labels.count > 1 && rho.length >= pairs &&
        coefficients.length >= (labels.count - 1) * count &&
        (probA.isEmpty || probA.length >= pairs),
      "coefficients, rho and probabilities do not fit the classes"
    )
    val vectors = node.floats("support_vectors")
    val machine =
      if (linear) SupportVectors.of(node, coefficients, labels.count.toLong, linear = true)
      else SupportVectors.of(node, vectors, count, linear = false)
    val transform = PostTransform.of(node)
    val kernel = () =>
      if (linear) new LinearSvmKernel(machine, labels, coefficients, rho(0), transform)
      else
        new SvmKernel(
          machine,
          labels,
          perClass.map(_.toInt),
          coefficients,
          rho,
          probA,
          probB,
          transform
        )
    Compiled.buffered(labels.kind, Kind.F32)(kernel())
  }
}

/** The scores of pairs of classes, their votes, and what probabilities they come to. */
private[ml] final class SvmKernel(
    machine: SupportVectors,
    labels: ClassLabels,
    perClass: Array[Int],
    coefficients: Array[Float],
    rho: Array[Float],
    probA: Array[Float],
    probB: Array[Float],
    transform: PostTransform
) extends Kernel {

  private val classes = labels.count
  private val pairs = classes * (classes - 1) / 2
  private val starts = perClass.scanLeft(0)(_ + _)
  private val count = starts(classes)
  private val proba = probA.nonEmpty
  private val width = if (proba) classes else if (classes > 2) pairs else 2
  private val buffer = new Tensor(Kind.F32)
  private val kernels = new Array[Float](count)
  private val scores = new Array[Float](pairs)
  private val votes = new Array[Int](classes)
  private val coupling = new PairwiseCoupling(classes)

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val rows = MlInput.rows(in(0))
    val features = MlInput.width(in(0))
    if (features != machine.features)
      throw Refusal.shape(s"the model has features=${machine.features}", in(0))
    val x = MlInput.floats(in(0), buffer)
    out(0).resize1(rows)
    out(1).resize2(rows, width)
    var row = 0
    while (row < rows) {
      machine(x, row * features, 0f, kernels, 0)
      score()
      val from = row * width
      val to = out(1).floats
      if (proba) coupling(scores, probA, probB, to, from)
      else System.arraycopy(scores, 0, to, from, pairs)
      label(out(0), row)
      finish(to, from)
      row += 1
    }
  }

  private def score(): Unit = {
    java.util.Arrays.fill(votes, 0)
    var pair = 0
    var i = 0
    while (i < classes - 1) {
      var j = i + 1
      while (j < classes) {
        var sum = 0d
        var m = starts(i)
        while (m < starts(i + 1)) {
          sum += (coefficients(count * (j - 1) + m) * kernels(m)).toDouble
          m += 1
        }
        m = starts(j)
        while (m < starts(j + 1)) {
          sum += (coefficients(count * i + m) * kernels(m)).toDouble
          m += 1
        }
        sum += rho(pair)
        scores(pair) = sum.toFloat
        pair += 1
        votes(if (sum > 0) i else j) += 1
        j += 1
      }
      i += 1
    }
  }

  private def label(to: Tensor, row: Int): Unit = {
    var best = 0
    var i = 1
    while (i < classes) {
      if (votes(i) > votes(best)) best = i
      i += 1
    }
    labels.write(to, row, best)
  }

  // Two classes without probabilities have one score; the other place is made of it.
  private def finish(to: Array[Float], from: Int): Unit =
    if (!proba && classes == 2) {
      val score = to(from)
      to(from + 1) = score
      to(from) = if (transform == PostTransform.None) -score else 1f - score
    } else {
      val vector = PostTransform.vector(transform)
      if (width > 1) vector(to, from, width)
    }
}

/** One score a class, as liblinear has it. */
private[ml] final class LinearSvmKernel(
    machine: SupportVectors,
    labels: ClassLabels,
    coefficients: Array[Float],
    rho: Float,
    transform: PostTransform
) extends Kernel {

  private val buffer = new Tensor(Kind.F32)
  private val positive = coefficients.forall(_ >= 0f)
  private val vector = PostTransform.vector(transform)

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val rows = MlInput.rows(in(0))
    val features = MlInput.width(in(0))
    if (features != machine.features)
      throw Refusal.shape(s"the model has features=${machine.features}", in(0))
    val x = MlInput.floats(in(0), buffer)
    out(0).resize1(rows)
    out(1).resize2(rows, labels.count)
    val to = out(1).floats
    var row = 0
    while (row < rows) {
      val from = row * labels.count
      machine(x, row * features, rho, to, from)
      var best = 0
      var i = 1
      while (i < labels.count) {
        if (to(from + i) > to(from + best)) best = i
        i += 1
      }
      val most = to(from + best)
      val second = labels.count == 2 && (if (positive) most >= 0.5f else most > 0f)
      labels.write(out(0), row, if (second) 1 else best)
      if (labels.count > 1 || transform == PostTransform.Probit) vector(to, from, labels.count)
      row += 1
    }
  }
}
