package io.handover

/** The version of the running code, out of the manifest of its jar. */
object HandoverVersion {

  /** The version, `development` when the classes do not come from a jar of ours. */
  def current: String =
    Option(getClass.getPackage)
      .filter(named => Option(named.getImplementationTitle).exists(_.startsWith("handover")))
      .flatMap(named => Option(named.getImplementationVersion))
      .getOrElse("development")
}
