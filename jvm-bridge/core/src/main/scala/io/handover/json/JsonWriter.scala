package io.handover.json

import java.lang.StringBuilder
import java.nio.charset.StandardCharsets

/** Writes canonical JSON: keys sorted by code point, no spaces, text unescaped where JSON allows
  * it.
  *
  * Law: equal values give equal bytes, in Python and Scala alike.
  */
object JsonWriter {

  /** The canonical text, without a newline. */
  def write(json: Json): String = {
    val out = new StringBuilder
    append(json, out)
    out.toString
  }

  /** The canonical bytes: UTF-8, one newline at the end. */
  def bytes(json: Json): Array[Byte] = (write(json) + "\n").getBytes(StandardCharsets.UTF_8)

  /** Orders text by code point, as UTF-8 bytes and Python do; `String` compares UTF-16 units. */
  val byCodePoint: Ordering[String] = (left: String, right: String) => {
    val shared = left.length.min(right.length)
    (0 until shared).find(i => left.charAt(i) != right.charAt(i)) match {
      case None    => left.length - right.length
      case Some(i) => rank(left.charAt(i)) - rank(right.charAt(i))
    }
  }

  // Surrogates stand for code points above all others of 16 bits.
  private def rank(char: Char): Int =
    if (Character.isSurrogate(char)) char.toInt + 0x10000 else char.toInt

  private def append(json: Json, out: StringBuilder): Unit = json match {
    case Json.Null         => add(out, "null")
    case Json.Bool(value)  => add(out, value.toString)
    case Json.Num(literal) => add(out, literal)
    case Json.Str(value)   => quote(value, out)
    case Json.Arr(values)  =>
      add(out, "[")
      values.zipWithIndex.foreach { case (value, index) =>
        if (index > 0) add(out, ",")
        append(value, out)
      }
      add(out, "]")
    case Json.Obj(fields) =>
      add(out, "{")
      fields.toVector.sortBy(_._1)(byCodePoint).zipWithIndex.foreach {
        case ((name, value), index) =>
          if (index > 0) add(out, ",")
          quote(name, out)
          add(out, ":")
          append(value, out)
      }
      add(out, "}")
  }

  private def quote(text: String, out: StringBuilder): Unit = {
    add(out, "\"")
    text.foreach {
      case '"'                => add(out, "\\\"")
      case '\\'               => add(out, "\\\\")
      case '\n'               => add(out, "\\n")
      case '\r'               => add(out, "\\r")
      case '\t'               => add(out, "\\t")
      case '\b'               => add(out, "\\b")
      case '\f'               => add(out, "\\f")
      case char if char < ' ' => add(out, "\\u00" + hex(char.toInt >> 4) + hex(char.toInt & 15))
      case char               => add(out, char.toString)
    }
    add(out, "\"")
  }

  private def hex(digit: Int): String = "0123456789abcdef".substring(digit, digit + 1)

  private def add(out: StringBuilder, text: String): Unit = { val _ = out.append(text) }
}
