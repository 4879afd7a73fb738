package io.handover.report

/** Wraps text to a width without breaking words: ids and paths stay whole.
  *
  * Law: the same lines as Python's `textwrap.wrap` with `break_long_words` and `break_on_hyphens`
  * off.
  */
object Paragraph {

  /** The lines of one paragraph; a word longer than the line stands alone, uncut. */
  def wrapped(
      text: String,
      width: Int = 80,
      indent: String = "  ",
      hang: String = "    "
  ): Vector[String] = {
    val lines = chunks(text).foldLeft(Vector.empty[String]) { (lines, chunk) =>
      val prefix = if (lines.length <= 1) indent else hang
      lines.lastOption match {
        case None                                                          => Vector(indent + chunk)
        case Some(line) if length(line + chunk) <= width || line == prefix =>
          lines.init :+ (line + chunk)
        case Some(_) if chunk.isBlank => lines :+ hang
        case Some(_)                  => lines :+ (hang + chunk)
      }
    }
    val kept = lines.map(_.stripTrailing).filter(_.nonEmpty)
    if (kept.isEmpty) Vector(indent.stripTrailing) else kept
  }

  /** One line that may not be wrapped, such as a stack frame; its end says most. */
  def cut(text: String, width: Int = 80, indent: String = ""): String = {
    val room = width - indent.length
    indent + (if (text.length <= room) text else "..." + text.takeRight(room - 3))
  }

  // Words and the white space between them; a line break is white space like any other.
  private def chunks(text: String): Vector[String] =
    "\\s+|\\S+".r.findAllIn(text).toVector.map(chunk =>
      if (chunk.isBlank) " " * chunk.length else chunk
    )

  private def length(text: String): Int = text.codePointCount(0, text.length)
}
