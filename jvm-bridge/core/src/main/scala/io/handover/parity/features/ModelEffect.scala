package io.handover.parity.features

import io.handover.json.JsonWriter
import io.handover.parity.{Difference, Judge}
import io.handover.rules.{BrokenRule, InputRules}
import io.handover.values.ValueJson
import io.handover.vectors.TestVector
import io.handover.{ModelContract, Row, Value}

/** What wrong features do to the model's answer, by the bundle's own model file. */
private[features] final class ModelEffect(contract: ModelContract, control: Row => Option[Row]) {
  private val judge = new Judge(contract)

  /** The effect of `obtained` instead of `expected`; none when the model refuses `expected` anyway,
    * or when the model file answers neither.
    */
  def of(vector: TestVector, expected: Row, obtained: Row): Option[ModelEffect.Effect] =
    if (broken(expected).isDefined) None
    else
      control(expected).flatMap { wanted =>
        broken(obtained) match {
          case Some(rule) => Some(ModelEffect.Refused(s"${rule.code} ${rule.column}"))
          case None       => control(obtained).map(compared(vector, wanted, _))
        }
      }

  private def broken(features: Row): Option[BrokenRule] = {
    val cells = ValueJson.writeRow(features).members.map(_.toMap).getOrElse(Map.empty)
    InputRules.broken(contract.inputs, cells).headOption
  }

  private def compared(vector: TestVector, wanted: Row, found: Row): ModelEffect.Effect =
    judge.judge(vector, wanted, found).differences.headOption match {
      case None             => ModelEffect.Same
      case Some(difference) => ModelEffect.Other(ModelEffect.told(difference))
    }
}

private[features] object ModelEffect {

  /** What a model makes of other features. */
  sealed trait Effect {

    /** The effect in words. */
    def text: String
  }

  /** The same answer within every tolerance. */
  case object Same extends Effect {
    def text: String = "the model's answer stays the same"
  }

  /** Another answer: the first output that differs. */
  final case class Other(answers: String) extends Effect {
    def text: String = s"the model then answers $answers"
  }

  /** No answer: the first input rule that the features break. */
  final case class Refused(rule: String) extends Effect {
    def text: String = s"the model refuses such a row ($rule)"
  }

  /** `proba=0.7 instead of 0.3`; of two arrays the first element that differs. */
  private def told(found: Difference): String = {
    val name = found.path.stripPrefix("$.")
    val (where, expected, obtained) = (found.expected, found.obtained) match {
      case (Value.Many(wanted), Value.Many(cells)) =>
        wanted.zip(cells).indexWhere { case (a, b) => a != b } match {
          case -1    => (name, found.expected, found.obtained)
          case index => (s"$name[$index]", wanted(index), cells(index))
        }
      case _ => (name, found.expected, found.obtained)
    }
    s"$where=${json(obtained)} instead of ${json(expected)}"
  }

  private def json(value: Value): String = JsonWriter.write(ValueJson.write(value))
}
