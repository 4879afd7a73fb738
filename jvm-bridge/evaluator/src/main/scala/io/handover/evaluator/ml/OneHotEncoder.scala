package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** A new last axis with 1 at the place of the element's category (ai.onnx.ml OneHotEncoder). */
private[ml] object OneHotEncoder extends Operator(Operator.Ml, "OneHotEncoder", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kind.numeric + Kind.Text)
    val longs = node.longs("cats_int64s")
    val texts = node.texts("cats_strings")
    val zeros = node.long("zeros", 1L) != 0
    if ((longs.length == 0) == (texts.length == 0))
      throw Refusal("HE401", "exactly one of cats_int64s and cats_strings is given")
    if ((kind == Kind.Text) != texts.length > 0)
      throw Refusal("HE401", "categories and input have other types")
    val places = Places.of(longs, texts, lastCounts = true)
    val width = longs.length + texts.length
    Compiled.buffered(Kind.F32)(new Kernel {
      private var dims = new Array[Int](0)
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        val a = in(0)
        val to = out(0)
        if (dims.length != a.rank + 1) dims = new Array[Int](a.rank + 1)
        var axis = 0
        while (axis < a.rank) {
          dims(axis) = a.dim(axis)
          axis += 1
        }
        dims(a.rank) = width
        to.resize(dims)
        java.util.Arrays.fill(to.floats, 0, to.size, 0f)
        var i = 0
        while (i < a.size) {
          val place = kind match {
            case Kind.Text => places.of(a.texts(i))
            case Kind.F32  => places.of(a.floats(i).toLong)
            case Kind.F64  => places.of(a.doubles(i).toLong)
            case Kind.I32  => places.of(a.ints(i).toLong)
            case _         => places.of(a.longs(i))
          }
          if (place >= 0) to.floats(i * width + place) = 1f
          else if (!zeros) throw Refusal("HE502", "a category is not known to the encoder")
          i += 1
        }
      }
    })
  }
}
