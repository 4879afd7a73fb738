package io.handover.json

import io.handover.Fault
import io.handover.Owner
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.CodingErrorAction
import java.nio.charset.StandardCharsets
import org.typelevel.jawn.{IncompleteParseException, ParseException, Parser}
import scala.util.Failure
import scala.util.Success

/** Reads one JSON document strictly: what two parsers could read differently is refused.
  *
  * HB301 syntax or trailing tokens, HB302 duplicate key, HB303 NaN or Infinity literal, HB304
  * nesting deeper than 100, HB305 lone surrogate, HB306 number longer than 400 characters, HB307
  * not UTF-8.
  */
object JsonReader {

  /** How deep arrays and objects may nest. */
  val MaxDepth: Int = 100

  /** How many characters a number may have. */
  val MaxNumber: Int = 400

  /** How many values a document may hold. */
  val MaxValues: Int = 2000000

  /** Reads UTF-8 bytes; `where` names the document in a fault. */
  def read(bytes: Array[Byte], where: String): Either[Fault, Json] =
    decode(bytes).toRight(fault("HB307", "not UTF-8", where)).flatMap(read(_, where))

  /** Reads text; `where` names the document in a fault. */
  def read(text: String, where: String): Either[Fault, Json] =
    Parser.parseFromString(text)(new JsonFacade) match {
      case Success(json)                        => Right(json)
      case Failure(JsonRefused(code, message))  => Left(fault(code, message, where))
      case Failure(broken: ParseException)      => Left(syntax(text, broken, where))
      case Failure(_: IncompleteParseException) =>
        Left(fault("HB301", "not JSON: it ends too early", where))
      case Failure(other) => throw other
    }

  private def decode(bytes: Array[Byte]): Option[String] = {
    val decoder = StandardCharsets.UTF_8.newDecoder
      .onMalformedInput(CodingErrorAction.REPORT)
      .onUnmappableCharacter(CodingErrorAction.REPORT)
    try Some(decoder.decode(ByteBuffer.wrap(bytes)).toString)
    catch { case _: CharacterCodingException => None }
  }

  private def syntax(text: String, broken: ParseException, where: String): Fault = {
    val at = broken.index
    val literal = Vector("NaN", "Infinity", "-Infinity").find { name =>
      Vector(at - 1, at).exists(start => start >= 0 && text.startsWith(name, start))
    }
    literal match {
      case Some(name) => fault("HB303", s"$name is not JSON; it is written as a string", where)
      case None       =>
        fault("HB301", s"not JSON: ${broken.msg}", s"$where:${broken.line}:${broken.col}")
    }
  }

  private def fault(code: String, message: String, where: String): Fault =
    Fault(
      code,
      message,
      Owner.DataScientist,
      Some(where),
      next = Some("Export the bundle again; never edit it by hand.")
    )
}
