package io.handover.backends

import io.handover.{Fault, Owner}

/** Which backend is meant: one that handover brings, or a class on somebody's classpath.
  *
  * Written `scala`, `onnxruntime`, `jvm:com.trasos.SimilarItems`, or on a JVM's own command line
  * simply `com.trasos.SimilarItems`.
  */
sealed trait BackendAddress {

  /** The address as the verdict writes it. */
  def text: String
}

object BackendAddress {

  /** The bundle's model file on ONNX Runtime. */
  case object OnnxRuntime extends BackendAddress {
    def text: String = "onnxruntime"
  }

  /** The bundle's model file on handover's own evaluator. */
  case object Evaluator extends BackendAddress {
    def text: String = "scala"
  }

  /** A class by its full name. */
  final case class OfClass(className: String) extends BackendAddress {
    def text: String = s"jvm:$className"
  }

  /** The address written as `text`; HU113 when it is none. */
  def parse(text: String): Either[Fault, BackendAddress] = text match {
    case "scala"                                                           => Right(Evaluator)
    case "onnxruntime"                                                     => Right(OnnxRuntime)
    case named if isClassName(named.stripPrefix("jvm:")) && isOfJvm(named) =>
      Right(OfClass(named.stripPrefix("jvm:")))
    case _ =>
      Left(
        Fault(
          code = "HU113",
          message = "this is no address of a backend on the JVM",
          owner = Owner.BackendOwner,
          expected = Some("backend=scala, onnxruntime, jvm:com.example.Model"),
          found = Some(s"backend=$text"),
          next = Some("Give the class with its package.")
        )
      )
  }

  // A bare word is a slip (`onxruntime`) far more often than a class without a package.
  private def isOfJvm(text: String): Boolean = text.startsWith("jvm:") || text.contains(".")

  private def isClassName(text: String): Boolean =
    text.nonEmpty && text.split("\\.", -1).forall { part =>
      part.headOption.exists(Character.isJavaIdentifierStart) &&
      part.forall(Character.isJavaIdentifierPart)
    }
}
