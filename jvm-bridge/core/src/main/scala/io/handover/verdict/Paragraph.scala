package io.handover.verdict

/** Wraps text to a width without breaking words: ids and paths stay whole. */
private[verdict] object Paragraph {

  /** Columns of a report. */
  val Width: Int = 80

  /** The lines of one paragraph: the first after `indent`, the others after `hang`. */
  def wrapped(text: String, indent: String = "  ", hang: String = "    "): Vector[String] = {
    // Two spaces in a row are kept: they set a label off from its text.
    val words = text.split("(?<! ) (?! )|(?<=  )").toVector.filter(_.nonEmpty)
    words.foldLeft(Vector(indent)) { (lines, word) =>
      val last = lines.last
      val glued = last == indent || last == hang || last.endsWith("  ")
      val joined = if (glued) last + word else s"$last $word"
      if (glued || joined.stripTrailing.length <= Width) lines.init :+ joined
      else lines :+ (hang + word)
    }
  }
}
