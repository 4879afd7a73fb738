package io.handover.parity

import io.handover.contract.OutputColumn
import io.handover.rules.InputRules
import io.handover.vectors.{Stage, TestVector}
import io.handover.verdict.{Mismatch, Note, ScoringError}
import io.handover.{Backend, BackendInfo, Bundle, Value}

/** Plays the vectors of the model stage against a backend.
  *
  * @param whole
  *   true when all vectors are played, so that what none of them shows can be said
  */
private[parity] final class ModelStage(
    bundle: Bundle,
    backend: Backend,
    info: BackendInfo,
    whole: Boolean,
    control: Control,
    third: Control
) {
  private val contract = bundle.contract

  /** What comes of `vectors`; `told` is called after each. */
  def play(vectors: Vector[TestVector], told: () => Unit): StagePlayed = {
    val call = new BackendCall(backend, contract)
    val judge = new Judge(contract)
    val player = new Player(
      row => call.ask(Vector(row)),
      InputRules.broken(contract.inputs, _),
      judge,
      info.enforcesInputRules
    )
    val played = vectors.map { vector =>
      val one = player.play(vector)
      told()
      one
    }
    val answered = played.collect { case each: Played.Answered => each }
    val determinism = new SelfChecks(answered, call.ask, judge).ofModel(bundle.manifest.profile)
    val diagnosis = new Diagnosis(contract, answered, control.answer)
    val found = mismatches(played, diagnosis)
    StagePlayed(
      Stage.Model,
      isPlayed = true,
      played,
      Tally.outputs(answered, contract.outputs),
      found,
      if (answered.isEmpty || !whole) Vector.empty else vacuous(answered),
      determinism,
      Conclusions.notes(bundle.header.deviating) ++ blamed(found, diagnosis)
    )
  }

  /** What a backend's own faults have in common; of a runtime's there is nothing to say. */
  private def blamed(found: Vector[Mismatch], diagnosis: Diagnosis): Vector[Note] =
    if (found.exists(_.attribution.cause == Cause.Backend)) diagnosis.notes else Vector.empty

  private def mismatches(played: Vector[Played], diagnosis: Diagnosis): Vector[Mismatch] = {
    val others = bundle.vectors.filter(_.stage == Stage.Model)
    val probes = new Probes(diagnosis.found.map(_._1), others, control.answer)
    val named = new Mismatches(contract, info.runsModelFile, probes, control.answer, third.answer)
    played.flatMap(named.of)
  }

  private def vacuous(answered: Vector[Played.Answered]): Vector[ScoringError] =
    contract.outputs.filter(isNaNThroughout(answered)).map { output =>
      ScoringError(None, "HV102", "Vacuous", s"output ${output.name} is NaN for every vector")
    }

  private def isNaNThroughout(answered: Vector[Played.Answered])(output: OutputColumn): Boolean =
    output.columnType.element.isFloating && answered.forall { each =>
      each.answer.value(output.name) match {
        case Value.Many(elements) => elements.nonEmpty && elements.forall(isNaN)
        case scalar               => isNaN(scalar)
      }
    }

  private def isNaN(value: Value): Boolean = value match {
    case Value.F32(number) => number.isNaN
    case Value.F64(number) => number.isNaN
    case _                 => false
  }
}
