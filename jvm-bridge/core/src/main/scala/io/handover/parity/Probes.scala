package io.handover.parity

import io.handover.values.Ulps
import io.handover.vectors.{Outcome, TestVector}
import io.handover.Row

/** Answers for rows altered the way known faults alter them, to recognise a fault by its answer. */
private[parity] final class Probes(
    suspicions: => Vector[Suspicion],
    vectors: Vector[TestVector],
    control: Row => Option[Row]
) {

  private lazy val splits = vectors.filter(_.flag == Probes.SplitFlag)

  /** What to say when the obtained answer is that of an altered row, with that answer. */
  def of(vector: TestVector): Vector[(String, Row)] =
    vector.row.fold(Vector.empty[(String, Row)]) { row =>
      acrossSplit(vector, row) ++ suspicions.flatMap { suspicion =>
        suspicion.altered(row).flatMap(control).map(suspicion.hint -> _)
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
}

private[parity] object Probes {

  /** Vectors that are probed; after so many of them nothing new is learnt. */
  val MostVectors: Int = 50

  private val SplitFlag = "tree-split"
  private val FewUlps = 4
}
