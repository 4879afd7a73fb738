package io.handover.evaluator.ml

import io.handover.evaluator.ops.Axis
import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}

/** Some places of the last axis, in the order asked (ai.onnx.ml ArrayFeatureExtractor). */
private[ml] object ArrayFeatureExtractor
    extends Operator(Operator.Ml, "ArrayFeatureExtractor", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(1, Kinds.of(Kind.I64))
    Compiled(node.kind(0))(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val a = in(0)
        val wanted = in(1)
        val to = out(0)
        if (a.rank == 0 || wanted.size == 0) throw Refusal.shape("nothing to extract", a, wanted)
        val length = a.dim(a.rank - 1)
        // A list gives a matrix of one row.
        if (a.rank == 1) to.resize2(1, wanted.size)
        else to.resizeLike(a, a.rank - 1, wanted.size)
        val rows = if (length == 0) 0 else a.size / length
        var j = 0
        while (j < wanted.size) {
          if (wanted.longs(j) < 0) throw Refusal("HE502", "an index is negative")
          val source = Axis.element(wanted.longs(j), length)
          var row = 0
          while (row < rows) {
            to.copyElement(row * wanted.size + j, a, row * length + source)
            row += 1
          }
          j += 1
        }
      }
    })
  }
}

/** 1 above a threshold, else 0 (ai.onnx.ml Binarizer). NaN is neither: ONNX Runtime refuses it too.
  */
private[ml] object Binarizer extends Operator(Operator.Ml, "Binarizer", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val threshold = node.float("threshold", 0f)
    Compiled(node.kind(0, Kinds.of(Kind.F32)))(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        out(0).resizeLike(in(0))
        var i = 0
        while (i < in(0).size) {
          val x = in(0).floats(i)
          if (x != x) throw Refusal("HE502", "a number to binarize is NaN")
          out(0).floats(i) = if (x > threshold) 1f else 0f
          i += 1
        }
      }
    })
  }
}

/** Inputs of any numeric type side by side as floats (ai.onnx.ml FeatureVectorizer). */
private[ml] object FeatureVectorizer
    extends Operator(Operator.Ml, "FeatureVectorizer", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val widths = node.longs("inputdimensions")
    (0 until node.inputs).foreach(i => node.kind(i, Kind.numeric))
    node.require(widths.length == node.inputs, "inputdimensions does not fit the inputs")
    val total = widths.sum
    node.require(widths.forall(_ > 0) && total <= Tensor.MaxElements, "impossible inputdimensions")
    Compiled.buffered(Kind.F32)(new Kernel {
      private val buffers = Array.fill(widths.length)(new Tensor(Kind.F32))
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val rows = MlInput.rows(in(0))
        out(0).resize2(rows, total.toInt)
        var from = 0
        widths.indices.foreach { i =>
          if (MlInput.rows(in(i)) != rows)
            throw Refusal.shape("inputs have other numbers of rows", in(i))
          val have = MlInput.width(in(i))
          val width = widths(i).toInt
          val x = MlInput.floats(in(i), buffers(i))
          (0 until rows).foreach { row =>
            (0 until width).foreach { k =>
              // What an input lacks is 0; what it has too much is left out.
              out(0).floats(row * total.toInt + from + k) = if (k < have) x(row * have + k) else 0f
            }
          }
          from += width
        }
      }
    })
  }
}
