package io.handover.parity

import io.handover.parity.features.{FeatureConclusion, FeatureStage}
import io.handover.vectors.{Stage, TestVector}
import io.handover.verdict.{
  BackendIdentity,
  BundleIdentity,
  DeterminismCheck,
  Environment,
  Mismatch,
  ScoringError,
  Status,
  Verdict
}
import io.handover.{Backend, BackendInfo, Bundle, FeatureStep, Implementation, VerifySettings}

/** One run of a bundle's vectors against one implementation, stage by stage. */
private[handover] final class Verification(
    bundle: Bundle,
    implementation: Implementation,
    info: BackendInfo,
    settings: VerifySettings,
    control: Control,
    third: Control
) {

  private type Play = (Vector[TestVector], () => Unit) => StagePlayed

  /** The verdict over `vectors`. */
  def run(vectors: Vector[TestVector]): Verdict = {
    val runs = stages(vectors)
    val played = runs.flatMap(_.played)
    val found = runs.flatMap(_.mismatches)
    val determinism = runs.flatMap(_.determinism)
    val errors = runs.flatMap(_.errors) ++ unplayed(runs)
    def of(stage: Stage) = runs.filter(_.stage == stage)
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
      runs.filter(_.isPlayed).map(_.stage),
      Tally.counts(played),
      Tally.groups(played, bundle.header.flags),
      of(Stage.Features).flatMap(_.worst),
      of(Stage.Model).flatMap(_.worst),
      found.take(Verification.MostListed),
      (found.length - Verification.MostListed).max(0),
      errors,
      runs.flatMap(_.skips) ++ control.skip,
      determinism,
      bundle.manifest.accepted ++ settings.accepted,
      runs.flatMap(_.notes),
      FeatureConclusion
        .of(found, bundle.contract.inputs.map(_.name))
        .orElse(Conclusions.conclude(found, errors, determinism)),
      bundle.manifest.profile
    )
  }

  private def stages(vectors: Vector[TestVector]): Vector[StagePlayed] = {
    val own = Stage.all
      .map(stage => (stage, play(stage), vectors.filter(_.stage == stage)))
      .filter(_._3.nonEmpty)
    val total = own.collect { case (_, Right(_), listed) => listed.length }.sum
    var done = 0
    val told = () => {
      done += 1
      settings.progress(done, total)
    }
    own.map {
      case (_, Right(play), listed)   => play(listed, told)
      case (stage, Left(why), listed) => StagePlayed.absent(stage, listed, why)
    }
  }

  /** What plays a stage, or why nothing does. */
  private def play(stage: Stage): Either[String, Play] = (stage, implementation) match {
    case (Stage.Features, step: FeatureStep) =>
      bundle.contract.features.toRight("the contract has no features").map { features =>
        new FeatureStage(bundle.contract, features, step, info.enforcesInputRules, control).play
      }
    case (Stage.Features, _) =>
      Left("the backend implements no features (io.handover.FeatureStep)")
    case (Stage.Model, backend: Backend) =>
      val whole = settings.only.isEmpty
      Right(new ModelStage(bundle, backend, info, whole, control, third).play)
    case (Stage.Model, _) =>
      Left("the backend computes features only (io.handover.FeatureStep), no answers")
  }

  private def unplayed(runs: Vector[StagePlayed]): Vector[ScoringError] =
    if (runs.exists(_.isPlayed)) Vector.empty
    else
      Vector(ScoringError(None, "HV101", "Vacuous", "the bundle holds no vectors to play"))

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
