package io.handover.parity.features

import io.handover.contract.FeatureContract
import io.handover.parity.{Control, Judge, Played, Player, SelfChecks, StagePlayed, Tally}
import io.handover.rules.RawRules
import io.handover.vectors.{Stage, TestVector}
import io.handover.{FeatureStep, ModelContract}

/** Plays the vectors of the features stage against a feature step. */
private[parity] final class FeatureStage(
    contract: ModelContract,
    features: FeatureContract,
    step: FeatureStep,
    enforces: Boolean,
    control: Control
) {
  // Features are judged as the answers of a model whose outputs they are.
  private val judge = new Judge(contract.copy(outputs = features.columns))
  private val effect = new ModelEffect(contract, control.answer)

  /** What comes of `vectors`; `told` is called after each. */
  def play(vectors: Vector[TestVector], told: () => Unit): StagePlayed = {
    val call = new FeatureCall(step, features)
    val player = new Player(
      row => call.ask(Vector(row)),
      RawRules.broken(features.inputs, _),
      judge,
      enforces
    )
    val nearness = new Nearness(features.columns, effect)
    val played = vectors.map { vector =>
      val one = nearness.judge(player.play(vector))
      told()
      one
    }
    val mismatches = new FeatureMismatches(features.columns, effect)
    val answered = played.map(_.played).collect { case each: Played.Answered => each }
    StagePlayed(
      Stage.Features,
      isPlayed = true,
      played.map(_.played),
      Tally.outputs(answered, features.columns),
      played.flatMap(mismatches.of),
      determinism = new SelfChecks(answered, call.ask, judge).ofFeatures
    )
  }
}
