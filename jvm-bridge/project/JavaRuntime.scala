/** The Java that runs the build, which runs the tests too. */
object JavaRuntime {

  /** Flags for the JVM of the tests: Java 24 and later warn about every native library. */
  val quietFlags: Seq[String] =
    if (Runtime.version.feature >= 24) Seq("--enable-native-access=ALL-UNNAMED") else Nil

  /** Flags for tests that end before the optimising compiler has paid for itself, which the long
    * searches of a night do not.
    */
  val shortRun: Seq[String] =
    if (sys.env.contains("HANDOVER_SEARCH")) Nil
    else Seq("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
}
