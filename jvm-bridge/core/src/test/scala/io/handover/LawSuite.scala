package io.handover

import munit.ScalaCheckSuite
import org.scalacheck.Test
import org.scalacheck.rng.Seed

/** Laws, on the same examples in every `make test`: what fails there is the change, not the dice.
  *
  * `make test-nightly` draws others every night, as many times more as `HANDOVER_SEARCH` says
  * (`tests/search_length.py` reads it for Python); a failure prints the seed that repeats it.
  */
abstract class LawSuite extends ScalaCheckSuite {

  /** How many examples `make test` draws for a law. */
  protected def examples: Int = Test.Parameters.default.minSuccessfulTests

  override protected def scalaCheckTestParameters: Test.Parameters =
    super.scalaCheckTestParameters.withMinSuccessfulTests(examples * LawSuite.Factor)

  override protected def scalaCheckInitialSeed: String =
    if (LawSuite.Factor > 1) super.scalaCheckInitialSeed
    else Seed(getClass.getName.hashCode.toLong).toBase64
}

object LawSuite {

  /** How many times longer the search is than that of `make test`. */
  val Factor: Int = sys.env.get("HANDOVER_SEARCH").fold(1)(_.toInt)
}
