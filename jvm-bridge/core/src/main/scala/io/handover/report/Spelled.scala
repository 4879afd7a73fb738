package io.handover.report

import io.handover.json.{Json, JsonWriter}

/** A JSON value as a report shows it: as the bundle writes it, spaced, cut to one line. */
private[report] object Spelled {
  private val longest = 60

  /** The text of `value`, at most 60 characters. */
  def apply(value: Json): String = {
    val text = spaced(value)
    if (text.length <= longest) text else text.take(longest - 3) + "..."
  }

  private def spaced(value: Json): String = value match {
    case Json.Arr(elements) => elements.map(spaced).mkString("[", ", ", "]")
    case Json.Obj(fields)   =>
      fields.map { case (name, each) => s"${spaced(Json.str(name))}: ${spaced(each)}" }
        .mkString("{", ", ", "}")
    case scalar => JsonWriter.write(scalar)
  }
}
