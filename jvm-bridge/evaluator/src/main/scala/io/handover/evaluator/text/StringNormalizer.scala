package io.handover.evaluator.text

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}
import java.util.Locale

/** Texts in one case and without stop words (ONNX StringNormalizer, opset 10 on).
  *
  * Case changes as in the root locale, whatever locale the model names or the JVM has.
  */
private[text] object StringNormalizer
    extends Operator("", "StringNormalizer", 10, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kinds.of(Kind.Text))
    node.ignore("locale")
    val action = node.choice("case_change_action", "NONE", "NONE|LOWER|UPPER")
    val sensitive = node.long("is_case_sensitive", 0L) != 0
    val stopwords = node.texts("stopwords")
    Compiled.buffered(Kind.Text)(new StringNormalizerKernel(action, sensitive, stopwords))
  }
}

private[text] final class StringNormalizerKernel(
    action: String,
    sensitive: Boolean,
    stopwords: Array[String]
) extends Kernel {

  private val stopped = stopwords.map(word => if (sensitive) word else lower(word)).toSet

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    if (a.rank > 2 || a.rank == 2 && a.dim(0) != 1 || a.rank == 0)
      throw Refusal.shape("texts are normalised in one row", a)
    val kept = (0 until a.size).map(a.texts(_)).filterNot(word =>
      stopped(if (sensitive) word else lower(word))
    )
    // Nothing left is one empty text.
    val words = if (kept.isEmpty) Vector("") else kept.map(changed)
    if (a.rank == 1) out(0).resize1(words.length) else out(0).resize2(1, words.length)
    words.indices.foreach(i => out(0).texts(i) = words(i))
  }

  private def changed(word: String): String = action match {
    case "LOWER" => lower(word)
    case "UPPER" => word.toUpperCase(Locale.ROOT)
    case _       => word
  }

  private def lower(word: String): String = word.toLowerCase(Locale.ROOT)
}
