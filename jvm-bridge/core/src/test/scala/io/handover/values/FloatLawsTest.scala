package io.handover.values

import io.handover.{ElementType, LawSuite, Value}
import org.scalacheck.{Arbitrary, Gen}
import org.scalacheck.Prop.forAll

/** Laws of the text forms, on floats of every exponent. */
class FloatLawsTest extends LawSuite {

  override protected def examples: Int = 5000

  private val floats: Gen[Float] = Arbitrary.arbitrary[Int].map(java.lang.Float.intBitsToFloat)
  private val doubles: Gen[Double] =
    Arbitrary.arbitrary[Long].map(java.lang.Double.longBitsToDouble)

  property("a float32 reads back to the same bits") {
    forAll(floats) { number =>
      val value: Value = Value.F32(number)
      ValueJson.scalar(ValueJson.write(value), ElementType.F32) == Right(value)
    }
  }

  property("a float64 reads back to the same bits") {
    forAll(doubles) { number =>
      val value: Value = Value.F64(number)
      ValueJson.scalar(ValueJson.write(value), ElementType.F64) == Right(value)
    }
  }

  property("no text of a float32 has more than nine digits") {
    forAll(floats) { number =>
      val digits = ShortestDecimal.text(number).takeWhile(_ != 'e').filter(_.isDigit)
      number.isNaN || number.isInfinite || digits.dropWhile(
        _ == '0'
      ).reverse.dropWhile(_ == '0').length <= 9
    }
  }

  property("no text of a float64 is longer than what the JDK writes") {
    forAll(doubles) { number =>
      val ours = ShortestDecimal.text(number)
      val digits = (text: String) =>
        text.takeWhile(c => c != 'e' && c != 'E').filter(
          _.isDigit
        ).dropWhile(_ == '0').reverse.dropWhile(_ == '0').length
      number.isNaN || digits(ours) <= digits(number.toString)
    }
  }
}
