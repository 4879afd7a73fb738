package io.handover.evaluator.text

import io.handover.evaluator.plan.{Compiled, Exactness, Kernel, NodeScope, Operator}
import io.handover.evaluator.tensor.{Kind, Kinds, Refusal, Tensor}
import java.util.HashMap

/** How often each n-gram of a vocabulary occurs in a row, weighted (ONNX TfIdfVectorizer, opset 9
  * on).
  */
private[text] object TfIdfVectorizer extends Operator("", "TfIdfVectorizer", 9, Exactness.Bits) {

  def compile(node: NodeScope): Compiled = {
    val kind = node.kind(0, Kinds.of(Kind.Text) + Kind.I64 + Kind.I32)
    val mode = node.choice("mode", "", "TF|IDF|TFIDF")
    val shortest = node.long("min_gram_length", 0L)
    val longest = node.long("max_gram_length", 0L)
    val skips = node.long("max_skip_count", 0L)
    val counts = node.longs("ngram_counts")
    val indexes = node.longs("ngram_indexes")
    val weights = node.floats("weights")
    val texts = node.texts("pool_strings")
    val longs = node.longs("pool_int64s")
    node.require(
      shortest > 0 && longest >= shortest && longest <= counts.length && skips >= 0 &&
        skips < (1 << 20),
      s"min_gram_length=$shortest max_gram_length=$longest max_skip_count=$skips"
    )
    node.require(texts.isEmpty != longs.isEmpty, "one of pool_strings and pool_int64s is given")
    node.require((kind == Kind.Text) == texts.nonEmpty, "vocabulary and input have other types")
    node.require(
      indexes.nonEmpty && indexes.forall(i => i >= 0 && i < (1 << 24)),
      "impossible ngram_indexes"
    )
    node.require(weights.isEmpty || weights.length == indexes.length, "weights do not fit")
    val pool: Vector[Any] = if (texts.nonEmpty) texts.toVector else longs.toVector
    val grams = vocabulary(node, pool, counts, shortest.toInt, longest.toInt, indexes)
    val width = indexes.max.toInt + 1
    node.require(weights.isEmpty || weights.length >= width, "fewer weights than columns")
    Compiled(Kind.F32)(
      new TfIdfKernel(kind, mode, shortest.toInt, longest.toInt, skips.toInt, grams, width, weights)
    )
  }

  private def vocabulary(
      node: NodeScope,
      pool: Vector[Any],
      counts: Array[Long],
      shortest: Int,
      longest: Int,
      indexes: Array[Long]
  ): HashMap[Vector[Any], Integer] = {
    val grams = new HashMap[Vector[Any], Integer]
    var id = 0
    counts.indices.foreach { i =>
      val size = i + 1
      val start = counts(i)
      val end = counts.lift(i + 1).getOrElse(pool.length.toLong)
      node.require(
        start >= 0 && start <= end && end <= pool.length && (end - start) % size == 0,
        s"ngram_counts do not fit the vocabulary: start=$start end=$end length=$size"
      )
      pool.slice(start.toInt, end.toInt).grouped(size).foreach { gram =>
        node.require(id < indexes.length, "there are fewer ngram_indexes than n-grams")
        if (size >= shortest && size <= longest)
          node.require(
            grams.put(gram, indexes(id).toInt) == null,
            s"an n-gram is given twice: ${gram.mkString(" ")}"
          )
        id += 1
      }
    }
    grams
  }
}

private[text] final class TfIdfKernel(
    kind: Kind,
    mode: String,
    shortest: Int,
    longest: Int,
    skips: Int,
    grams: HashMap[Vector[Any], Integer],
    width: Int,
    weights: Array[Float]
) extends Kernel {

  def run(in: Array[Tensor], out: Array[Tensor]): Unit = {
    val a = in(0)
    val to = out(0)
    if (a.rank != 1 && a.rank != 2) throw Refusal.shape("texts are one or many rows", a)
    val rows = if (a.rank == 1) 1 else a.dim(0)
    val length = if (a.rank == 1) a.dim(0) else a.dim(1)
    if (a.rank == 1) to.resize1(width) else to.resize2(rows, width)
    java.util.Arrays.fill(to.floats, 0, to.size, 0f)
    (0 until rows).foreach { row =>
      val words = Vector.tabulate(length)(i => element(a, row * length + i))
      count(words, to.floats, row * width)
    }
    if (mode != "TF") weigh(to)
  }

  private def element(a: Tensor, i: Int): Any = kind match {
    case Kind.Text => a.texts(i)
    case _         => a.wholeAt(i)
  }

  private def count(words: Vector[Any], to: Array[Float], from: Int): Unit = {
    // Single words have nothing to skip.
    val distances = if (longest == 1) 1 else skips + 1
    (1 to distances).foreach { distance =>
      (shortest to longest).foreach { size =>
        if (size > 1 || distance == 1)
          (0 to words.length - 1 - (size - 1) * distance).foreach { start =>
            val gram = Vector.tabulate(size)(k => words(start + k * distance))
            val column = grams.get(gram)
            if (column != null) to(from + column) += 1f
          }
      }
    }
  }

  private def weigh(to: Tensor): Unit = {
    var i = 0
    while (i < to.size) {
      val weight = if (weights.isEmpty) 1f else weights(i % width)
      val count = to.floats(i)
      to.floats(i) =
        if (mode == "IDF") (if (count > 0f) weight else 0f)
        else count * weight
      i += 1
    }
  }
}
