package io.handover.child

import java.nio.charset.Charset
import java.nio.file.{Files, Path}

/** The arguments of a `java` program in a file (`java @file`): a classpath of hundreds of jars is
  * longer than a command line may be.
  */
private[child] object ArgumentFile {

  /** Writes the arguments and gives back the one that names them. */
  def write(path: Path, arguments: Vector[String]): String = {
    val lines = arguments.map(quoted).mkString("", "\n", "\n")
    Files.write(path, lines.getBytes(charset)): Unit
    s"@$path"
  }

  private def quoted(argument: String): String = argument.map {
    case '\\' => "\\\\"
    case '"'  => "\\\""
    case '\n' => "\\n"
    case '\r' => "\\r"
    case char => char.toString
  }.mkString("\"", "", "\"")

  // The launcher reads the bytes as it reads a command line.
  private def charset: Charset =
    sys.props.get("sun.jnu.encoding").filter(Charset.isSupported).fold(Charset.defaultCharset)(
      Charset.forName
    )
}
