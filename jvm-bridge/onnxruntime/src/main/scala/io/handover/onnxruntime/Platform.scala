package io.handover.onnxruntime

import java.util.Locale

/** The operating system and processor, as ONNX Runtime's jar names its directories. */
private[onnxruntime] object Platform {

  /** This JVM's platform, such as `linux-x64`. */
  val name: String = named(sys.props.getOrElse("os.name", ""), sys.props.getOrElse("os.arch", ""))

  /** The platform for what Java calls system and processor. */
  def named(system: String, processor: String): String = {
    val os = system.toLowerCase(Locale.ROOT) match {
      case mac if mac.contains("mac") || mac.contains("darwin") => "osx"
      case windows if windows.contains("win")                   => "win"
      case linux if linux.contains("nux")                       => "linux"
      case other                                                => other.replace(' ', '-')
    }
    val arch = processor.toLowerCase(Locale.ROOT) match {
      case "amd64" | "x86_64" | "x64" => "x64"
      case "aarch64" | "arm64"        => "aarch64"
      case other                      => other
    }
    s"$os-$arch"
  }
}
