package io.handover.testkit

import io.handover.faulty.{
  ExitsFromAnotherThread,
  ExitsInStaticInitialiser,
  ExitsWhenClosed,
  ExitsZero,
  HaltsZero,
  HangsForever,
  PrintsAVerdict,
  ReadsNullAsZero
}
import munit.IgnoreSuite
import org.scalatest.DoNotDiscover

// Suites as a service has them, whose backends end or hold the JVM; no test framework runs them.

@IgnoreSuite
class ExitsZeroParity extends ParitySuite(Basket.path, new ExitsZero)

@IgnoreSuite
class HaltsZeroParity extends ParitySuite(Basket.path, new HaltsZero)

@IgnoreSuite
class StaticInitialiserParity extends ParitySuite(Basket.path, new ExitsInStaticInitialiser)

@IgnoreSuite
class AnotherThreadParity extends ParitySuite(Basket.path, new ExitsFromAnotherThread)

@IgnoreSuite
class WhenClosedParity extends ParitySuite(Basket.path, new ExitsWhenClosed(_))

@IgnoreSuite
class PrintsAVerdictParity extends ParitySuite(Basket.path, new PrintsAVerdict)

@IgnoreSuite
class HangsParity extends ParitySuite(Basket.path, new HangsForever) {
  override val isolation: Isolation = Isolation.ChildJvm(seconds = 5)
}

@IgnoreSuite
class WrongParity extends ParitySuite(Basket.path, new ReadsNullAsZero(_))

@IgnoreSuite
class NeedsAName(val name: String) extends ParitySuite(Basket.path, new ReadsNullAsZero(_))

@IgnoreSuite
class SharedParity extends ParitySuite(Basket.path, new ReadsNullAsZero(_)) {
  override def isolation: Isolation = Isolation.SameJvm
}

@IgnoreSuite
class SharedExitParity extends ParitySuite(Basket.path, new ExitsZero) {
  override def isolation: Isolation = Isolation.SameJvm
}

@DoNotDiscover
class ExitsZeroSpec extends ParitySpec(Basket.path, new ExitsZero)

/** Runs one of these suites as a test JVM does, without a test framework to tell of it. */
object RunsASuite {

  /** The program; its argument is the class of the suite. */
  def main(arguments: Array[String]): Unit =
    Class.forName(arguments(0)).getConstructor().newInstance() match {
      case source: ParitySource => source.parityRun.checks.foreach(_.run(): Unit)
      case other                => sys.error(other.toString)
    }
}
