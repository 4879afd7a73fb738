package io.handover

import io.handover.json.Json

/** One thing that is wrong, as data: renderers make the words, tests compare the values.
  *
  * @param code
  *   stable id such as `HB205`
  * @param message
  *   one line that says what is wrong
  * @param owner
  *   who has to act
  * @param where
  *   path such as `$.features[2]`, an entry name, or a vector id
  * @param expected
  *   what was expected, written as `name=value`
  * @param found
  *   what was found, written as `name=value`
  * @param next
  *   the next step to take
  */
final case class Fault(
    code: String,
    message: String,
    owner: Owner,
    where: Option[String] = None,
    expected: Option[String] = None,
    found: Option[String] = None,
    next: Option[String] = None
) {

  /** The fault on one line: place, code, message, expected against found. */
  def line: String = {
    val compared = Vector(expected.map(e => s"expected $e"), found.map(f => s"found $f")).flatten
    val detail = if (compared.isEmpty) "" else compared.mkString(" (", ", ", ")")
    s"${where.fold("")(at => s"$at: ")}$code $message$detail"
  }

  /** The fault as both languages exchange it; what is absent is left out. */
  private[handover] def json: Json = {
    val parts = Vector(
      "code" -> Some(code),
      "message" -> Some(message),
      "owner" -> Some(owner.name),
      "where" -> where,
      "expected" -> expected,
      "found" -> found,
      "next" -> next
    )
    Json.obj(parts.collect { case (name, Some(text)) => name -> Json.str(text) }*)
  }
}

object Fault {

  /** Reads what [[Fault.json]] wrote; an unknown owner is handover's own to explain. */
  private[handover] def read(json: Json): Option[Fault] = {
    def text(name: String): Option[String] = json.get(name).flatMap(_.text)
    for {
      code <- text("code")
      message <- text("message")
    } yield Fault(
      code,
      message,
      text("owner").flatMap(Owner.parse).getOrElse(Owner.Handover),
      text("where"),
      text("expected"),
      text("found"),
      text("next")
    )
  }
}
