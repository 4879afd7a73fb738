package io.handover.json

import org.typelevel.jawn.FContext
import org.typelevel.jawn.Facade

/** What the parser builds, and the checks that its grammar does not make; one per document. */
private[json] final class JsonFacade extends Facade[Json] {

  private var depth = 0
  private var values = 0

  def singleContext(index: Int): FContext[Json] = new SingleContext

  def arrayContext(index: Int): FContext[Json] = {
    enter(); new ArrayContext(() => leave(), () => count())
  }

  def objectContext(index: Int): FContext[Json] = {
    enter(); new ObjectContext(() => leave(), () => count())
  }

  def jnull(index: Int): Json = Json.Null

  def jfalse(index: Int): Json = Json.Bool(false)

  def jtrue(index: Int): Json = Json.Bool(true)

  def jnum(literal: CharSequence, decimal: Int, exponent: Int, index: Int): Json = {
    if (literal.length > JsonReader.MaxNumber)
      throw JsonRefused("HB306", s"a number of ${literal.length} characters")
    Json.Num(literal.toString)
  }

  def jstring(text: CharSequence, index: Int): Json = Json.Str(JsonFacade.wellFormed(text))

  private def enter(): Unit = {
    depth += 1
    if (depth > JsonReader.MaxDepth)
      throw JsonRefused("HB304", s"nested deeper than ${JsonReader.MaxDepth} levels")
  }

  private def leave(): Unit = depth -= 1

  // Three bytes of text can become forty of memory: the size of the document is no bound alone.
  private def count(): Unit = {
    values += 1
    if (values > JsonReader.MaxValues)
      throw JsonRefused("HB105", s"more than ${JsonReader.MaxValues} values")
  }
}

private[json] object JsonFacade {

  /** The text, unless half of a surrogate pair stands alone in it. */
  def wellFormed(text: CharSequence): String = {
    var index = 0
    while (index < text.length) {
      val char = text.charAt(index)
      if (Character.isSurrogate(char)) {
        val paired = Character.isHighSurrogate(char) && index + 1 < text.length &&
          Character.isLowSurrogate(text.charAt(index + 1))
        if (!paired) throw JsonRefused("HB305", "a string holds a lone surrogate")
        index += 1
      }
      index += 1
    }
    text.toString
  }
}
