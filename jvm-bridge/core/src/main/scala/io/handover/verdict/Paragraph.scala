package io.handover.verdict

/** Wraps text to a width without breaking words: ids and paths stay whole. */
private[verdict] object Paragraph {

  /** Columns of a report. */
  val Width: Int = 80

  /** The lines of one paragraph: the first after `indent`, the others after `hang`. */
  def wrapped(text: String, indent: String = "  ", hang: String = "    "): Vector[String] =
    text.split("\\s+").filter(_.nonEmpty).foldLeft(Vector(indent)) { (lines, word) =>
      val last = lines.last
      val start = last == indent || last == hang
      val joined = if (start) last + word else s"$last $word"
      if (start || joined.length <= Width) lines.init :+ joined else lines :+ (hang + word)
    }
}
