package io.handover.evaluator.text

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}
import java.util.regex.{Matcher, Pattern, PatternSyntaxException}
import scala.collection.mutable.ArrayBuffer

/** Texts apart into tokens, padded to the longest row (com.microsoft Tokenizer).
  *
  * ONNX Runtime matches with RE2; only expressions that RE2 and Java read alike are run.
  */
private[text] object Tokenizer
    extends Operator(Operator.Microsoft, "Tokenizer", 1, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    node.kind(0, Kinds.of(Kind.Text))
    val mark = node.long("mark", 0L) != 0
    val pad = node.text("pad_value", "")
    val shortest = node.long("mincharnum", 1L)
    val separators = node.texts("separators")
    val expression = node.text("tokenexp")
    node.require(
      separators.isEmpty != expression.isEmpty,
      "one of separators and tokenexp is given"
    )
    if (node.texts("stopwords").nonEmpty)
      throw Refusal("HE203", "attribute stopwords is not run")
    val tokens: String => Vector[String] = expression match {
      case Some(text)                                 => matches(pattern(text))
      case None if separators.sameElements(Array("")) => characters
      case None                                       => between(separators.map(pattern))
    }
    val kept = (text: String) =>
      tokens(text).filter(token => token.codePointCount(0, token.length) >= shortest)
    Compiled(Kind.Text)(new TokenizerKernel(kept, mark, pad))
  }

  private def characters(text: String): Vector[String] =
    text.codePoints.toArray.map(Character.toString).toVector

  private def matches(pattern: Pattern)(text: String): Vector[String] = {
    val found = new ArrayBuffer[String]
    val matcher: Matcher = pattern.matcher(text)
    while (matcher.find()) if (matcher.end > matcher.start) found += matcher.group
    found.toVector
  }

  // One separator after the other, each within the pieces of those before.
  private def between(separators: Array[Pattern])(text: String): Vector[String] =
    separators.foldLeft(Vector(text)) { (pieces, separator) =>
      pieces.flatMap(piece => separator.split(piece, -1).filter(_.nonEmpty))
    }

  private def pattern(text: String): Pattern = {
    if (!Tokenizer.alike.matcher(text).matches)
      throw Refusal(
        "HE203",
        "a regular expression is not of the part that RE2 and Java read alike",
        found = Some(s"expression=$text")
      )
    try Pattern.compile(text)
    catch {
      case wrong: PatternSyntaxException =>
        throw Refusal("HE401", s"a regular expression is wrong: ${wrong.getDescription}")
    }
  }

  // Letters, digits, blanks, harmless punctuation, classes of them, \s \t \n \. and + * ?.
  private val alike =
    Pattern.compile(
      """(?:[A-Za-z0-9_ ,;:'"!@#%&=<>/~`.+*?-]|\[\^?(?:[A-Za-z0-9_ ,.-]|\\[sdtn.-])+\]|\\[stnd.,;:'"-])+"""
    )
}

private[text] final class TokenizerKernel(
    tokens: String => Vector[String],
    mark: Boolean,
    pad: String
) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    if (a.rank != 1 && a.rank != 2) throw Refusal.shape("texts are one or two axes", a)
    val found = Vector.tabulate(a.size)(i => tokens(a.texts(i)))
    val framed =
      if (mark) found.map(row => "\u0002" +: row :+ "\u0003") else found
    val longest = framed.map(_.length).maxOption.getOrElse(0)
    to.resize(a.dims :+ longest)
    framed.indices.foreach { i =>
      (0 until longest).foreach(k =>
        to.texts(i * longest + k) = framed(i).lift(k).getOrElse(pad)
      )
    }
  }
}
