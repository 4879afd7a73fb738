package io.handover.cli

/** Which word a mistyped one may have meant. */
private[cli] object Spelling {

  /** The nearest of `words`, when at most a third of its letters differ. */
  def nearest(typed: String, words: Vector[String]): Option[String] =
    words
      .map(word => word -> distance(typed, word))
      .filter { case (word, far) => far * 3 <= word.length }
      .minByOption(_._2)
      .map(_._1)

  /** How many letters must be put in, taken out or replaced (Levenshtein). */
  private def distance(one: String, other: String): Int =
    one.foldLeft((0 to other.length).toVector) { (above, letter) =>
      other.indices.scanLeft(above(0) + 1) { (left, column) =>
        val replaced = above(column) + (if (other(column) == letter) 0 else 1)
        Vector(left + 1, above(column + 1) + 1, replaced).min
      }.toVector
    }.last
}
