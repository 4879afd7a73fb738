import sbt._
import sbt.Keys._
import sbtassembly.AssemblyKeys._
import sbtassembly.{MergeStrategy, PathList}

/** How the fat jars are put together: the same sources give the same bytes. */
object Jars {

  /** The attribute that says what a jar was made from.
    *
    * `build_tools` passes the digest of the sources, which is how it knows later whether the jar is
    * stale; without it the jar counts as stale.
    */
  def sourceDigest(id: String): (String, String) =
    "Handover-Source-Digest" -> sys.props.getOrElse(s"handover.digest.$id", "none")

  /** The settings of a jar called `jarName`, made by the project `id`. */
  def assembled(jarName: String, id: String): Seq[Def.Setting[_]] = Seq(
    assembly / assemblyJarName := jarName,
    assembly / assemblyOutputPath := target.value / jarName,
    assembly / test := (()),
    assembly / packageOptions += Package.ManifestAttributes(
      sourceDigest(id),
      "Implementation-Title" -> jarName.stripSuffix(".jar"),
      "Implementation-Version" -> version.value,
      // So that Java 24 and later load ONNX Runtime's library without a warning.
      "Enable-Native-Access" -> "ALL-UNNAMED"
    )
  )

  /** Keeps every licence, drops what belongs to one input jar alone and what `drop` names. */
  def merge(drop: String => Boolean): String => MergeStrategy = {
    case path if drop(path)                                       => MergeStrategy.discard
    case PathList("module-info.class")                            => MergeStrategy.discard
    case PathList("META-INF", "versions", _, "module-info.class") => MergeStrategy.discard
    case PathList("META-INF", "MANIFEST.MF")                      => MergeStrategy.discard
    case PathList("META-INF", "maven", _*)                        => MergeStrategy.discard
    case PathList(name) if isLegal(name)                          => MergeStrategy.rename
    case PathList("META-INF", name) if isLegal(name)              => MergeStrategy.rename
    case PathList(name) if notes.contains(name)                   => MergeStrategy.discard
    case _                                                        => MergeStrategy.deduplicate
  }

  /** Debug symbols: more than half of ONNX Runtime's jar, of no use to who runs it. */
  def withoutDebugSymbols(path: String): Boolean =
    path.endsWith(".pdb") || path.contains(".dSYM/") || path.endsWith(".dbg")

  /** The runtime library itself comes from the Python wheel; its JNI bridge is small and stays. */
  def withoutBigNatives(path: String): Boolean =
    withoutDebugSymbols(path) ||
      path.startsWith("ai/onnxruntime/native/") && !path.contains("onnxruntime4j_jni")

  private def isLegal(name: String): Boolean = {
    val upper = name.toUpperCase(java.util.Locale.ROOT)
    Seq("LICENSE", "NOTICE", "THIRDPARTYNOTICES").exists(upper.startsWith)
  }

  private val notes = Set("Privacy.md", "GIT_COMMIT_ID", "rootdoc.txt")
}
