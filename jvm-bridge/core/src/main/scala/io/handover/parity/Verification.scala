package io.handover.parity

import io.handover.contract.OutputColumn
import io.handover.verdict.{
  BackendIdentity,
  BundleIdentity,
  DeterminismCheck,
  Environment,
  Mismatch,
  Note,
  ScoringError,
  Skip,
  Status,
  Verdict
}
import io.handover.vectors.TestVector
import io.handover.{Backend, BackendInfo, Bundle, Value, VerifySettings}

/** One run of a bundle's vectors against one backend. */
private[handover] final class Verification(
    bundle: Bundle,
    backend: Backend,
    info: BackendInfo,
    settings: VerifySettings,
    control: Control,
    third: Control
) {

  private val contract = bundle.contract
  private val call = new BackendCall(backend, contract)
  private val judge = new Judge(contract)

  /** The verdict over `vectors`. */
  def run(vectors: Vector[TestVector]): Verdict = {
    val played = play(vectors)
    val answered = played.collect { case each: Played.Answered => each }
    val determinism = new SelfChecks(answered, call, judge).run(bundle.manifest.profile)
    val diagnosis = new Diagnosis(contract, answered, control.answer)
    val found = mismatches(played, diagnosis)
    val errors =
      played.collect { case Played.Errored(_, error) => error } ++ vacuous(vectors, answered)
    Verdict(
      status(found, errors, determinism),
      BundleIdentity(
        bundle.manifest.name,
        bundle.manifest.version,
        bundle.sha256,
        bundle.manifest.contractSha256
      ),
      BackendIdentity(settings.address, info),
      Environment.here,
      Tally.counts(played),
      Tally.groups(played, bundle.header.flags),
      Tally.outputs(answered, contract),
      found.take(Verification.MostListed),
      (found.length - Verification.MostListed).max(0),
      errors,
      played.collect { case Played.Skipped(vector, reason) =>
        Skip(vector.id, reason)
      } ++ control.skip,
      determinism,
      bundle.manifest.accepted ++ settings.accepted,
      Conclusions.notes(bundle.header.deviating) ++ blamed(found, diagnosis),
      Conclusions.conclude(found, errors, determinism),
      bundle.manifest.profile
    )
  }

  private def play(vectors: Vector[TestVector]): Vector[Played] = {
    val player = new Player(call, judge, contract, info.enforcesInputRules)
    vectors.zipWithIndex.map { case (vector, index) =>
      val played = player.play(vector)
      settings.progress(index + 1, vectors.length)
      played
    }
  }

  /** What a backend's own faults have in common; of a runtime's there is nothing to say. */
  private def blamed(found: Vector[Mismatch], diagnosis: Diagnosis): Vector[Note] =
    if (found.exists(_.attribution.cause == Cause.Backend)) diagnosis.notes else Vector.empty

  private def mismatches(played: Vector[Played], diagnosis: Diagnosis): Vector[Mismatch] = {
    val probes = new Probes(diagnosis.found.map(_._1), bundle.vectors, control.answer)
    val named = new Mismatches(contract, info.runsModelFile, probes, control.answer, third.answer)
    played.flatMap(named.of)
  }

  private def vacuous(
      vectors: Vector[TestVector],
      answered: Vector[Played.Answered]
  ): Vector[ScoringError] =
    if (vectors.isEmpty)
      Vector(ScoringError(None, "HV101", "Vacuous", "the bundle holds no vectors to play"))
    else if (answered.isEmpty || settings.only.nonEmpty) Vector.empty
    else
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

  private def status(
      found: Vector[Mismatch],
      errors: Vector[ScoringError],
      determinism: Vector[DeterminismCheck]
  ): Status = {
    val provenWrong = Set("HV101", "HV102")
    if (
      errors.exists(error => !provenWrong(error.code)) || determinism.exists(
        _.status == Status.Errored
      )
    )
      Status.Errored
    else if (found.nonEmpty || errors.nonEmpty || determinism.exists(_.status == Status.Failed))
      Status.Failed
    else Status.Passed
  }
}

private[handover] object Verification {

  /** Mismatches that a verdict lists. */
  val MostListed: Int = 1000
}
