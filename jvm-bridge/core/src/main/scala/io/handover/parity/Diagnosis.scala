package io.handover.parity

import io.handover.verdict.Note
import io.handover.{ModelContract, Row}

/** Which known faults account for what a backend answered.
  *
  * One answer that happens to be that of an altered row proves little. A suspicion is kept when it
  * explains most of the failing vectors on which it could show, and no passing vector speaks
  * against it.
  */
private[parity] final class Diagnosis(
    contract: ModelContract,
    answered: Vector[Played.Answered],
    control: Row => Option[Row]
) {
  private val (passing, failing) = answered.partition(_.judgement.differences.isEmpty)
  private val tried = Diagnosis.spread(failing, Diagnosis.MostFailing)
  private val witnesses = Diagnosis.spread(passing, Diagnosis.MostPassing)

  /** The suspicions that hold, each with how many of the failing vectors it explains. */
  lazy val found: Vector[(Suspicion, Int)] =
    if (tried.isEmpty) Vector.empty
    else
      Suspicions.of(contract.inputs).take(Diagnosis.MostSuspicions).flatMap { suspicion =>
        val explained = explains(suspicion)
        Option.when(explained > 0 && !witnesses.exists(contradicts(suspicion, _)))(
          suspicion -> explained
        )
      }

  /** What all failing vectors have in common: a fault that explains them, or a value they hold. */
  def notes: Vector[Note] = {
    val whole = found.collectFirst {
      case (suspicion, explained) if explained == tried.length => suspicion.hint
    }
    val looked =
      if (tried.length == failing.length) "" else s" that was tried (${tried.length})"
    whole
      .map(hint => s"Of ${failing.length} failing vectors, each$looked $hint.")
      .orElse(Commonality.of(
        contract.inputs,
        failing.flatMap(_.vector.row),
        passing.flatMap(_.vector.row)
      ))
      .map(Note(Cause.Backend.name, failing.length.toLong, _))
      .toVector
  }

  /** How many failing vectors it explains; 0 when it leaves half of those it concerns open. */
  private def explains(suspicion: Suspicion): Int = {
    val concerned = tried.flatMap(each => altered(suspicion, each).map(each -> _))
    // Most suspicions are dropped after a few rows.
    val first = concerned.take(Diagnosis.Few)
    if (!first.exists { case (each, row) => isExplained(each, row) }) 0
    else {
      val explained = concerned.count { case (each, row) => isExplained(each, row) }
      if (explained * 2 > concerned.length) explained else 0
    }
  }

  private def isExplained(each: Played.Answered, row: Row): Boolean =
    control(row).exists { answer =>
      isLike(answer, each.answer) && each.judgement.differences.exists { difference =>
        val name = difference.output.name
        difference.part(answer.value(name)) != difference.expected
      }
    }

  private def contradicts(suspicion: Suspicion, each: Played.Answered): Boolean =
    altered(suspicion, each).flatMap(control).exists(!isLike(_, each.answer))

  private def altered(suspicion: Suspicion, each: Played.Answered): Option[Row] =
    each.vector.row.flatMap(suspicion.altered)

  private def isLike(left: Row, right: Row): Boolean = contract.outputs.forall { output =>
    val like = Likeness.of(output.tolerance, contract.converter) _
    like(left.value(output.name), right.value(output.name))
  }
}

private[parity] object Diagnosis {

  /** Failing vectors that suspicions are tried on, from all over the file. */
  val MostFailing: Int = 50

  /** Passing vectors that may speak against a suspicion. */
  val MostPassing: Int = 100

  /** Pairs of columns make too many of them in a wide contract. */
  val MostSuspicions: Int = 300

  private val Few = 6

  private def spread[A](all: Vector[A], most: Int): Vector[A] =
    if (all.length <= most) all else Vector.tabulate(most)(index => all(index * all.length / most))
}
