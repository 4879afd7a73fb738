package io.handover.loading

import io.handover.{Fault, Owner}

/** Says which library a class that does not link was compiled against (HJ204). */
private[handover] object LinkageFault {

  /** The fault for what the JVM said about linking `className`. */
  def apply(className: String, error: LinkageError): Fault = Fault(
    code = "HJ204",
    message = s"the backend's classes do not fit together: $error",
    owner = Owner.BackendOwner,
    where = Some(className),
    next = Some(advice(error, Option(error.getMessage).getOrElse("")))
  )

  private def advice(error: LinkageError, said: String): String = error match {
    case _: UnsupportedClassVersionError =>
      s"It is compiled for a newer Java than ${Runtime.version.feature}: compile with -release " +
        s"${Runtime.version.feature}, or run on that Java."
    case _
        if said.contains("scala/runtime/LazyVals") || said.contains("scala/deriving") ||
          said.contains("scala/quoted") || said.contains("scala/runtime/Scala3RunTime") =>
      "It is compiled with Scala 3: add scala3-library_3 to its classpath."
    case _ if said.contains("scala/") || said.contains("scala.") =>
      "It is compiled for another Scala than this JVM runs " +
        s"(${scala.util.Properties.versionNumberString}): compile it with Scala 2.13 or 3."
    case _: NoClassDefFoundError => "Add the library that holds this class to its classpath."
    case _                       => "Compile it against the versions that are on its classpath."
  }
}
