package io.handover.evaluator.ml

import io.handover.evaluator.plan.NodeScope
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** The classes of a classifier: whole numbers or texts. */
private[evaluator] final class ClassLabels private (longs: Array[Long], texts: Array[String]) {

  /** How many classes there are. */
  val count: Int = if (texts.length > 0) texts.length else longs.length

  /** The kind of the label output. */
  val kind: Kind = if (texts.length > 0) Kind.Text else Kind.I64

  /** Writes the label of class `index` to place `row`. */
  def write(to: Tensor, row: Int, index: Int): Unit =
    if (kind == Kind.Text) to.texts(row) = texts(index) else to.longs(row) = longs(index)

  /** Writes 1 or 0 as classifiers without two labels do. */
  def writeSign(to: Tensor, row: Int, positive: Boolean): Unit =
    if (kind == Kind.Text) to.texts(row) = if (positive) "1" else "0"
    else to.longs(row) = if (positive) 1L else 0L
}

private[evaluator] object ClassLabels {

  /** The labels in the attributes `longs` and `texts` of a node. */
  def of(node: NodeScope, longs: String, texts: String): ClassLabels = {
    val labels = new ClassLabels(node.longs(longs), node.texts(texts))
    if (labels.count == 0) throw Refusal("HE401", s"neither $longs nor $texts names the classes")
    labels
  }
}
