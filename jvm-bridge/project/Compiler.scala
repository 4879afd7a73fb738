/** Compiler flags: strict on both Scala versions, a warning is an error. */
object Compiler {

  private val shared = Seq("-deprecation", "-feature", "-unchecked", "-encoding", "utf8")

  /** Bytecode for Java 17, whatever Java compiles.
    *
    * `-release` also holds the code to the API of that Java, but needs a JDK: a JRE, such as the
    * one that comes as a Python package, has no `ct.sym`.
    */
  private def target(scala3: Boolean): Seq[String] = {
    val signatures = java.nio.file.Path.of(sys.props("java.home"), "lib", "ct.sym")
    if (java.nio.file.Files.exists(signatures)) Seq("-release", Versions.javaRelease)
    else if (scala3) Seq(s"-Xunchecked-java-output-version:${Versions.javaRelease}")
    else Seq(s"-target:${Versions.javaRelease}", "-Wconf:msg=-target is deprecated:s")
  }

  private val onScala213 = Seq(
    "-Xsource:3",
    "-Werror",
    "-Xlint:_,-byname-implicit",
    "-Wdead-code",
    "-Wextra-implicit",
    "-Wnumeric-widen",
    "-Wunused:imports,privates,locals,patvars,implicits",
    "-Wvalue-discard"
  )

  private val onScala3 = Seq("-Xfatal-warnings", "-Wunused:all", "-Wvalue-discard")

  /** Lambdas as classes of the jar: spinning two hundred of them at run time is a good part of the
    * evaluator's cold start. Scala 3 has no such option.
    */
  def coldStart(scalaVersion: String): Seq[String] =
    if (scalaVersion.startsWith("3.")) Nil else Seq("-Ydelambdafy:inline")

  /** The flags for one Scala version. */
  def flags(scalaVersion: String): Seq[String] = {
    val scala3 = scalaVersion.startsWith("3.")
    shared ++ target(scala3) ++ (if (scala3) onScala3 else onScala213)
  }
}
