package io.handover.loading

import io.handover.{Backend, Bundle, Fault, FeatureStep, Implementation, Owner}
import java.lang.reflect.{Constructor, InvocationTargetException, Modifier}
import java.nio.file.{Files, Path}
import scala.util.control.NonFatal

/** Makes an implementation from the name of its class and its owner's classpath.
  *
  * The class needs a public constructor that takes the [[Bundle]], or nothing. Refused, each by
  * name: a classpath entry that is not there (HJ201), a class that is not there (HJ201), one that
  * is neither [[Backend]] nor [[FeatureStep]] (HJ202), one that cannot be made (HJ203), one that
  * does not link (HJ204).
  */
object BackendLoader {

  /** The backend `className` from `classpath`, made for `bundle`; or every reason against it. */
  def load(
      className: String,
      classpath: Vector[Path],
      bundle: Bundle
  ): Either[Vector[Fault], LoadedBackend] = {
    val missing = classpath.filterNot(Files.exists(_))
    if (missing.nonEmpty) Left(missing.map(noEntry))
    else {
      val urls = classpath.map(_.toUri.toURL).toArray
      val classes = new BackendClassLoader(urls, getClass.getClassLoader)
      val made = LoadedBackend.withContext(classes) {
        for {
          found <- find(className, classes, classpath)
          constructor <- constructorOf(found)
          backend <- make(className, constructor, bundle)
        } yield new LoadedBackend(backend, classes)
      }
      made.left.map { fault =>
        classes.close()
        Vector(fault)
      }
    }
  }

  private def find(
      name: String,
      classes: ClassLoader,
      classpath: Vector[Path]
  ): Either[Fault, Class[?]] =
    try {
      val found = Class.forName(name, true, classes)
      if (isOurs(found)) Right(found)
      else Left(notABackend(found, classes))
    } catch {
      case _: ClassNotFoundException          => Left(notFound(name, classpath))
      case error: ExceptionInInitializerError =>
        Left(throws(name, Option(error.getCause).getOrElse(error)))
      case error: LinkageError => Left(LinkageFault(name, error))
    }

  private def constructorOf(found: Class[?]): Either[Fault, Constructor[?]] = {
    val public = found.getConstructors.toVector
    val fitting = public
      .find(_.getParameterTypes.sameElements(Array[Class[?]](classOf[Bundle])))
      .orElse(public.find(_.getParameterCount == 0))
    fitting.filterNot(_ => Modifier.isAbstract(found.getModifiers)).toRight {
      val why =
        if (Modifier.isAbstract(found.getModifiers)) "it is abstract"
        else if (public.isEmpty) "it has no public constructor"
        else
          public
            .map(_.getParameterTypes.map(_.getSimpleName).mkString("(", ", ", ")"))
            .mkString("its public constructors take ", " and ", "")
      cannotBeMade(found.getName, s"the backend class cannot be made: $why")
        .copy(expected = Some("a public constructor () or (Bundle)"))
    }
  }

  private def make(
      name: String,
      constructor: Constructor[?],
      bundle: Bundle
  ): Either[Fault, Implementation] =
    try
      (if (constructor.getParameterCount == 0) constructor.newInstance()
       else constructor.newInstance(bundle)) match {
        case made: Implementation => Right(made)
        case other                => Left(cannotBeMade(name, s"the constructor made $other"))
      }
    catch {
      case thrown: InvocationTargetException =>
        thrown.getCause match {
          case refused: RefusedByBackend => Left(refused.fault)
          case error: LinkageError       => Left(LinkageFault(name, error))
          case error: VirtualMachineError if !error.isInstanceOf[StackOverflowError] => throw error
          case cause => Left(throws(name, cause))
        }
      case error: LinkageError => Left(LinkageFault(name, error))
      case NonFatal(other)     => Left(throws(name, other))
    }

  private def noEntry(entry: Path): Fault = Fault(
    code = "HJ201",
    message = "a classpath entry is not there",
    owner = Owner.BackendOwner,
    where = Some(entry.toString),
    next = Some("Compile the backend first, or mend the path.")
  )

  private def notFound(name: String, classpath: Vector[Path]): Fault = {
    val similar = SimilarClasses.in(classpath, name)
    Fault(
      code = "HJ201",
      message = "the backend class is not on the classpath",
      owner = Owner.BackendOwner,
      where = Some(name),
      found =
        Some(classpath.map(_.toString).mkString("classpath=", java.io.File.pathSeparator, "")),
      next = Some(
        if (similar.isEmpty) "Name the class with its package, and where it is with --classpath."
        else s"Did you mean ${similar.mkString(" or ")}?"
      )
    )
  }

  private def notABackend(found: Class[?], classes: ClassLoader): Fault = {
    val asObject =
      try isOurs(Class.forName(found.getName + "$", false, classes))
      catch { case _: ClassNotFoundException | _: LinkageError => false }
    Fault(
      code = "HJ202",
      message =
        if (asObject) "the backend is a Scala object, not a class"
        else "the class is neither an io.handover.Backend nor an io.handover.FeatureStep",
      owner = Owner.BackendOwner,
      where = Some(found.getName),
      expected = Some("extends=io.handover.Backend,io.handover.FeatureStep"),
      found = Some(s"extends=${parents(found).mkString(",")}"),
      next = Some(
        if (asObject) "Make it a class, so that each verification starts from a new one."
        else "Extend io.handover.Backend, io.handover.RowBackend or io.handover.FeatureStep."
      )
    )
  }

  private def isOurs(found: Class[?]): Boolean =
    classOf[Backend].isAssignableFrom(found) || classOf[FeatureStep].isAssignableFrom(found)

  private def parents(found: Class[?]): Vector[String] =
    Option[Class[?]](found.getSuperclass).map(_.getName).toVector ++
      found.getInterfaces.toVector.map(_.getName)

  private def throws(name: String, cause: Throwable): Fault = {
    val at = cause.getStackTrace.headOption.fold("")(frame =>
      s" at ${frame.getClassName}.${frame.getMethodName}:${frame.getLineNumber}"
    )
    cannotBeMade(name, s"the backend's constructor throws $cause$at")
      .copy(next = Some("Mend what the constructor needs; it runs once for each verification."))
  }

  private def cannotBeMade(name: String, message: String): Fault = Fault(
    code = "HJ203",
    message = message,
    owner = Owner.BackendOwner,
    where = Some(name),
    next = Some("Give it a public constructor without parameters, or with one io.handover.Bundle.")
  )
}
