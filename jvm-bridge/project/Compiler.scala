/** Compiler flags: strict on both Scala versions, a warning is an error. */
object Compiler {

  private val shared =
    Seq(
      "-deprecation",
      "-feature",
      "-unchecked",
      "-encoding",
      "utf8",
      "-release",
      Versions.javaRelease
    )

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

  /** The flags for one Scala version. */
  def flags(scalaVersion: String): Seq[String] =
    shared ++ (if (scalaVersion.startsWith("3.")) onScala3 else onScala213)
}
