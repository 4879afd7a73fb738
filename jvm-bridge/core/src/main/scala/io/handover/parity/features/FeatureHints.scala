package io.handover.parity.features

import io.handover.values.Ulps
import io.handover.{ElementType, Value}
import java.text.Normalizer
import java.util.Locale

/** What a wrong feature looks like; every hint says only what was checked.
  *
  * The rules are the table `tests/shared/feature_hints.json`, which Python runs too.
  */
private[parity] object FeatureHints {

  /** The first hint that fits.
    *
    * @param others
    *   the expected values of the other columns of the same type, in contract order
    */
  def of(expected: Value, obtained: Value, others: Vector[(String, Value)]): Option[String] =
    (expected, obtained) match {
      case (Value.Null, Value.Null) => None
      case (Value.Null, _)          => Some(filled(obtained))
      case (_, Value.Null)          => Some("a value becomes null")
      case _                        =>
        texts(expected, obtained)
          .orElse(column(expected, obtained, others))
          .orElse(NumberHints.of(expected, obtained))
    }

  /** The type that was returned, when it is not the declared one. */
  def otherType(declared: ElementType, obtained: Value): Option[String] =
    obtained.elementType.filter(_ != declared).map { found =>
      s"returned as $found, the contract declares $declared"
    }

  private def filled(obtained: Value): String = obtained match {
    case Value.Text("")                                   => "null is read as empty text"
    case value if NumberHints.exact(value).exists(_ == 0) => "null is read as zero"
    case _                                                => "null is filled in with a value"
  }

  private def texts(expected: Value, obtained: Value): Option[String] =
    (expected, obtained) match {
      case (Value.Text(a), Value.Text(b)) =>
        if (stripped(a) == stripped(b)) Some("white space at its ends")
        else if (composed(a) == composed(b)) Some("another Unicode form (NFC, NFD)")
        else if (a.toLowerCase(Locale.ROOT) == b.toLowerCase(Locale.ROOT))
          Some("upper and lower case")
        else None
      case _ => None
    }

  private def composed(text: String): String = Normalizer.normalize(text, Normalizer.Form.NFC)

  // Everything that Python's str.strip takes: of String.strip no-break spaces and U+0085 are missing.
  private def stripped(text: String): String = {
    def isSpace(char: Char) =
      Character.isWhitespace(char) || Character.isSpaceChar(char) || char == '\u0085'
    text.dropWhile(isSpace).reverse.dropWhile(isSpace).reverse
  }

  private def column(
      expected: Value,
      obtained: Value,
      others: Vector[(String, Value)]
  ): Option[String] = {
    // Too many columns are 0 or 1 for that to say anything.
    val telling = NumberHints.exact(obtained).forall(number => number != 0 && number != 1)
    others.collectFirst {
      case (name, value) if telling && same(value, obtained) && !same(value, expected) =>
        s"this is column $name"
    }
  }

  private def same(left: Value, right: Value): Boolean =
    left == right || Ulps.between(left, right).exists(_ == 0)
}
