package io.handover.parity

import io.handover.Value
import io.handover.contract.Role
import io.handover.values.{ShortestDecimal, ValueJson}
import io.handover.ElementType
import io.handover.json.Json
import java.math.{BigDecimal, RoundingMode}

/** What a wrong answer looks like; every hint says only what was checked. */
private[parity] object Hints {

  /** Said when the branch is right and the sums are not. */
  val OtherArithmetic: String =
    "within the converter tolerance: the right branch in other arithmetic " +
      "(wider or narrower sums, another order)"

  /** Said when the evaluator computes what was recorded: this runtime is wrong. */
  val ThirdExpected: String = "the evaluator gives the expected answer from the same file"

  /** Said when the evaluator computes what was obtained: what was recorded is wrong. */
  val ThirdObtained: String =
    "the evaluator gives this answer from the same file: the runtime that recorded it was wrong"

  /** The first hint that fits. */
  def of(evidence: Evidence): Option[String] = evidence.kind match {
    case MismatchKind.Type  => returnedType(evidence)
    case MismatchKind.Order => Some("the same ids in another order")
    case MismatchKind.Ties  => Some("ids of equal scores are not ascending")
    case MismatchKind.Null | MismatchKind.Length | MismatchKind.Outcome => None
    case MismatchKind.Value | MismatchKind.Label                        =>
      Iterator(probed(_), otherClass(_), rounded(_), otherArithmetic(_), sameLetters(_))
        .map(hint => hint(evidence))
        .collectFirst { case Some(found) => found }
  }

  /** Whom a third implementation of the model file agrees with. */
  def ofThird(evidence: Evidence): Option[String] = evidence.opinion.collect {
    case value if evidence.agree(evidence.onnx, value)     => ThirdExpected
    case value if evidence.agree(evidence.obtained, value) => ThirdObtained
  }

  private def returnedType(evidence: Evidence): Option[String] =
    evidence.obtained.elementType.map { found =>
      s"returned as $found, the contract declares ${evidence.columnType.element}"
    }

  private def probed(evidence: Evidence): Option[String] =
    evidence.probed.collectFirst {
      case Probe(hint, value)
          if evidence.agree(value, evidence.obtained) && !evidence.agree(evidence.onnx, value) =>
        hint
    }

  private def otherClass(evidence: Evidence): Option[String] = {
    val other = (evidence.role, evidence.onnx) match {
      case (Role.ProbabilityOf(_), Value.F32(p)) => Some(Value.F32(1.0f - p))
      case (Role.ProbabilityOf(_), Value.F64(p)) => Some(Value.F64(1.0 - p))
      case _                                     => None
    }
    other
      .filter(evidence.agree(_, evidence.obtained))
      .map(_ => "equals 1 - expected: the probability of the other class")
  }

  private def rounded(evidence: Evidence): Option[String] = {
    val text = evidence.onnx match {
      case Value.F32(number) if !number.isNaN && !number.isInfinite =>
        Some(ShortestDecimal.text(number))
      case Value.F64(number) if !number.isNaN && !number.isInfinite =>
        Some(ShortestDecimal.text(number))
      case _ => None
    }
    for {
      exact <- text.map(new BigDecimal(_))
      element <- evidence.onnx.elementType
      digits <- (1 to 6).find { digits =>
        Vector(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN).exists { mode =>
          typed(exact.setScale(digits, mode), element).contains(evidence.obtained)
        }
      }
    } yield s"equals the expected value rounded to $digits decimals"
  }

  private def typed(decimal: BigDecimal, element: ElementType): Option[Value] =
    ValueJson.scalar(Json.Num(decimal.toString), element).toOption

  private def otherArithmetic(evidence: Evidence): Option[String] =
    Option.when(
      evidence.onnx.elementType.exists(_.isFloating) && evidence.agree(
        evidence.onnx,
        evidence.obtained
      )
    )(OtherArithmetic)

  private def sameLetters(evidence: Evidence): Option[String] =
    (evidence.onnx, evidence.obtained) match {
      case (Value.Text(a), Value.Text(b)) if a.strip.equalsIgnoreCase(b.strip) =>
        Some("equal but for case or surrounding space")
      case _ => None
    }
}
