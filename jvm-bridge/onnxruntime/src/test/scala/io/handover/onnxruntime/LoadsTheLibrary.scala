package io.handover.onnxruntime

/** A JVM of its own that loads the native library and says how that went. */
object LoadsTheLibrary {
  def main(arguments: Array[String]): Unit =
    println(NativeLibrary.environment.fold(_.message, _ => "loaded"))
}
