package io.handover

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
}
