package io.handover.parity

import io.handover.Value
import io.handover.contract.OutputColumn
import io.handover.values.Ulps
import io.handover.vectors.VectorHeader
import io.handover.verdict.{Counts, Group, OutputDifference}

/** Counts and worst differences over all vectors. */
private[parity] object Tally {

  /** Vectors by outcome, each counted once. */
  def counts(played: Vector[Played]): Counts =
    played.foldLeft(Counts())((done, each) => done.add(each.status))

  /** Vectors by flag, in file order. */
  def groups(played: Vector[Played], flags: Map[String, VectorHeader.Flag]): Vector[Group] =
    played.map(_.vector.flag).distinct.map { flag =>
      val told = flags.get(flag)
      Group(
        flag,
        told.fold("")(_.catches),
        told.fold("")(_.effect),
        counts(played.filter(_.vector.flag == flag))
      )
    }

  /** How far each output was off. */
  def outputs(
      answered: Vector[Played.Answered],
      columns: Vector[OutputColumn]
  ): Vector[OutputDifference] =
    columns.map { output =>
      val none = OutputDifference(output.name, output.tolerance.text)
      answered.foldLeft(none)((done, each) => add(output, done, each))
    }

  private def add(
      output: OutputColumn,
      done: OutputDifference,
      each: Played.Answered
  ): OutputDifference = {
    val counted = done.copy(
      compared = done.compared + 1,
      withinMargin =
        done.withinMargin + (if (each.judgement.withinMargin.contains(output.name)) 1 else 0)
    )
    each.vector.outcome.reference match {
      case Some(row) if output.columnType.element.isFloating =>
        val pairs = scalars(row.value(output.name)).zip(scalars(each.answer.value(output.name)))
        pairs.foldLeft(counted) { case (found, (expected, obtained)) =>
          worse(found, each.vector.id, expected, obtained)
        }
      case _ => counted
    }
  }

  private def worse(
      done: OutputDifference,
      vector: String,
      expected: Value,
      obtained: Value
  ): OutputDifference = {
    val sameType = expected.elementType == obtained.elementType
    val abs = Scalars.distance(expected, obtained).filter(d => sameType && finite(d))
    val rel = for {
      apart <- abs
      size <- Scalars.number(expected).map(_.abs)
      ratio <- Some(apart / size).filter(r => size != 0.0 && finite(r))
    } yield ratio
    done.copy(
      maxAbs = largest(done.maxAbs, abs),
      maxRel = largest(done.maxRel, rel),
      maxUlp = largest(done.maxUlp, Ulps.between(expected, obtained)),
      worst = if (abs.exists(_ > done.maxAbs.getOrElse(0.0))) Some(vector) else done.worst
    )
  }

  private def largest[A](done: Option[A], found: Option[A])(implicit
      order: Ordering[A]
  ): Option[A] =
    (done ++ found).maxOption

  private def finite(number: Double): Boolean = !number.isNaN && !number.isInfinite

  private def scalars(value: Value): Vector[Value] = value match {
    case Value.Many(elements) => elements
    case scalar               => Vector(scalar)
  }
}
