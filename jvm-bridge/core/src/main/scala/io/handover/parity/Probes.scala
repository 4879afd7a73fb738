package io.handover.parity

import io.handover.values.Ulps
import io.handover.vectors.{Outcome, TestVector}
import io.handover.{ModelContract, Row, Value}
import java.util.Locale

/** Answers for rows altered the way known faults alter them, to recognise a fault by its answer. */
private[parity] final class Probes(
    contract: ModelContract,
    vectors: Vector[TestVector],
    control: Row => Option[Row]
) {

  private lazy val splits = vectors.filter(_.flag == Probes.SplitFlag)

  /** What to say when the obtained answer is that of an altered row, with that answer. */
  def of(vector: TestVector): Vector[(String, Row)] =
    vector.row.fold(Vector.empty[(String, Row)]) { row =>
      acrossSplit(vector, row) ++ altered(row).take(Probes.MostAltered).flatMap {
        case (hint, other) =>
          control(other).map(answer => hint -> answer)
      }
    }

  /** Answers of vectors whose row differs only by a few floats' last bits. */
  private def acrossSplit(vector: TestVector, row: Row): Vector[(String, Row)] =
    if (vector.flag != Probes.SplitFlag) Vector.empty
    else
      splits.flatMap { other =>
        (other.row, other.outcome) match {
          case (Some(near), answer: Outcome.Answer) if other.id != vector.id && isNear(row, near) =>
            val hint = s"equals the answer on the other side of the split (${other.id}): " +
              "< for <=, or a rounded threshold"
            Some(hint -> answer.onnx)
          case _ => None
        }
      }

  private def isNear(row: Row, other: Row): Boolean = row.names.forall { name =>
    val (a, b) = (row.value(name), other.value(name))
    a == b || Ulps.between(a, b).exists(_ <= Probes.FewUlps)
  }

  private def altered(row: Row): Vector[(String, Row)] =
    nullsAsZero(row) ++ texts(row) ++ swapped(row)

  private def nullsAsZero(row: Row): Vector[(String, Row)] = {
    val nulls = contract.inputs.filter { input =>
      input.columnType.element.isFloating && row.isNull(input.name)
    }
    def filled(names: Vector[String]): Row = names.foldLeft(row) { (done, name) =>
      val zero = contract.inputs.find(_.name == name).map(_.columnType.element) match {
        case Some(io.handover.ElementType.F32) => Value.F32(0.0f)
        case _                                 => Value.F64(0.0)
      }
      done.add(name, zero)
    }
    val each = nulls.map(_.name).map { name =>
      s"equals the answer when a null $name is read as 0" -> filled(Vector(name))
    }
    if (nulls.length < 2) each
    else each :+ ("equals the answer when nulls are read as 0" -> filled(nulls.map(_.name)))
  }

  private def texts(row: Row): Vector[(String, Row)] =
    row.names.flatMap { name =>
      row.value(name) match {
        case Value.Text(text) =>
          Vector(
            "lower-cased" -> text.toLowerCase(Locale.ROOT),
            "lower-cased by Turkish rules" -> text.toLowerCase(Locale.forLanguageTag("tr")),
            "upper-cased" -> text.toUpperCase(Locale.ROOT),
            "stripped of space" -> text.strip,
            "empty" -> ""
          ).filter(_._2 != text).map { case (how, other) =>
            s"equals the answer when $name is $how" -> row.add(name, other)
          }
        case _ => Vector.empty
      }
    }

  private def swapped(row: Row): Vector[(String, Row)] =
    contract.inputs.combinations(2).toVector.collect {
      case Vector(left, right)
          if left.columnType == right.columnType && row.value(left.name) != row.value(right.name) =>
        s"equals the answer when ${left.name} and ${right.name} are swapped" ->
          row.add(left.name, row.value(right.name)).add(right.name, row.value(left.name))
    }
}

private[parity] object Probes {

  /** Rows altered for one vector; every one costs a call. */
  val MostAltered: Int = 60

  /** Vectors that are probed; after so many of them nothing new is learnt. */
  val MostVectors: Int = 50

  private val SplitFlag = "tree-split"
  private val FewUlps = 4
}
