package io.handover.evaluator.ml

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Refusal, Tensor}

/** Values for keys, element by element (ai.onnx.ml LabelEncoder, version 2 on). */
private[ml] object LabelEncoder extends Operator(Operator.Ml, "LabelEncoder", 2, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0)
    val keys = tensor(node, "keys")
    val values = tensor(node, "values")
    if (keys.kind != kind)
      throw Refusal(
        "HE402",
        "the keys have another type than the input",
        Some(s"type=$kind"),
        Some(s"type=${keys.kind}")
      )
    node.require(keys.size == values.size, s"keys=${keys.size} values=${values.size}")
    val default = defaultOf(node, values.kind)
    val places =
      if (kind == Kind.Text) Places.of(Array.empty, keys.texts.take(keys.size), lastCounts = false)
      else Places.of(Array.tabulate(keys.size)(key(keys, _)), Array.empty, lastCounts = false)
    Compiled(values.kind)(new Kernel {
      def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
        out(0).resizeLike(in(0))
        var i = 0
        while (i < in(0).size) {
          val place =
            if (kind == Kind.Text) places.of(in(0).texts(i)) else places.of(key(in(0), i))
          if (place < 0) out(0).copyElement(i, default, 0)
          else out(0).copyElement(i, values, place)
          i += 1
        }
      }
    })
  }

  // All NaNs are one key, and so are both zeros.
  private def key(a: Tensor, i: Int): Long = a.kind match {
    case Kind.F32  => java.lang.Float.floatToIntBits(a.floats(i) + 0f).toLong
    case Kind.F64  => java.lang.Double.doubleToLongBits(a.doubles(i) + 0d)
    case Kind.I32  => a.ints(i).toLong
    case Kind.Bool => if (a.booleans(i)) 1L else 0L
    case _         => a.longs(i)
  }

  private def tensor(node: NodeScope, name: String): Tensor = {
    val (texts, longs, floats) =
      (
        node.texts(s"${name}_strings"),
        node.longs(s"${name}_int64s"),
        node.floats(s"${name}_floats")
      )
    val stated = Vector(
      node.tensor(s"${name}_tensor"),
      Option.when(texts.nonEmpty)(Tensor.texts(Array(texts.length), texts)),
      Option.when(longs.nonEmpty)(Tensor.longs(Array(longs.length), longs)),
      Option.when(floats.nonEmpty)(Tensor.floats(Array(floats.length), floats))
    ).flatten
    node.require(stated.length == 1, s"exactly one list of $name is given")
    stated.head
  }

  private def defaultOf(node: NodeScope, kind: Kind): Tensor = {
    val (text, long, float) =
      (node.text("default_string"), node.long("default_int64"), node.float("default_float"))
    node.tensor("default_tensor").getOrElse(kind match {
      case Kind.Text => Tensor.texts(Array(1), Array(text.getOrElse("_Unused")))
      case Kind.I64  => Tensor.longs(Array(1), Array(long.getOrElse(-1L)))
      case Kind.F32  => Tensor.floats(Array(1), Array(float.getOrElse(-0f)))
      case Kind.F64  => Tensor.doubles(Array(1), Array(-0d))
      case Kind.I32  => Tensor.ints(Array(1), Array(-1))
      case Kind.Bool => Tensor.booleans(Array(1), Array(false))
    })
  }
}
