package io.handover.cli

import io.handover.{Fault, Owner}
import io.handover.backends.BackendAddress
import io.handover.child.ChildSettings
import java.io.File
import java.nio.file.{InvalidPathException, Path}

/** Reads a command line; it touches nothing and reports every fault at once. */
object CommandLine {
  private val verbs = Vector("verify", "show", "explain", "conformance")
  private val verifyOptions = Vector(
    "--backend",
    "--classpath",
    "--only",
    "--json",
    "--junit",
    "--timeout",
    "--heap",
    "--accept",
    "--reason"
  )
  private val force = Vector("--force")

  /** The one deviation that can be accepted when verifying: a runtime outside the profile. */
  private val acceptable = "HJ402"

  /** What `arguments` ask for, or everything that is wrong with them. */
  def parse(arguments: List[String]): Either[Vector[Fault], Command] = arguments match {
    case Nil                                                    => Right(Command.NoCommand)
    case ("--help" | "-h") :: _                                 => Right(Command.Help("handover"))
    case "--version" :: _                                       => Right(Command.Version)
    case verb :: rest if verbs.contains(verb) && asksHelp(rest) => Right(Command.Help(verb))
    case "verify" :: rest  => verify(Flags.split(rest, verifyOptions, force))
    case "show" :: rest    => show(Flags.split(rest, Vector.empty))
    case "explain" :: rest => explain(Flags.split(rest, Vector("--against", "--json"), force))
    case "conformance" :: "--operators" :: Nil => Right(Command.ListOperators)
    case "conformance" :: rest                 =>
      conformance(Flags.split(rest, Vector("--backend", "--json"), force))
    case other :: _ =>
      val next = Spelling.nearest(other, verbs).fold("See --help.")(verb => s"Did you mean $verb?")
      Left(Vector(Flags.fault(s"there is no command $other", next = next)))
  }

  private def asksHelp(arguments: List[String]): Boolean =
    arguments.takeWhile(_ != "--").exists(argument => argument == "--help" || argument == "-h")

  private def show(flags: Flags): Either[Vector[Fault], Command] =
    gather(flags.faults, bundle(flags)).map { case bundle => Command.Show(bundle) }

  private def explain(flags: Flags): Either[Vector[Fault], Command] = {
    val against = flags.atMostOne("--against")
    val json = flags.atMostOne("--json").flatMap(optionalPath)
    val operands = flags.operands match {
      case Vector(bundle, id) => path(bundle).map(_ -> id)
      case _ => Left(Vector(Flags.fault("a bundle and the id of a vector are wanted")))
    }
    val wrong = Vector(against, json).flatMap(_.left.toOption).flatten
    for {
      asked <- gather(flags.faults ++ wrong, operands)
      against <- against
      json <- json
    } yield Command.Explain(asked._1, asked._2, against, json, flags.has("--force"))
  }

  private def conformance(flags: Flags): Either[Vector[Fault], Command] = {
    val address = backend(flags)
    val json = flags.atMostOne("--json").flatMap(optionalPath)
    val directories =
      if (flags.operands.isEmpty) Left(Vector(Flags.fault("the directories are missing")))
      else paths(flags.operands)
    val wrong = Vector(address, json).flatMap(_.left.toOption).flatten
    for {
      directories <- gather(flags.faults ++ wrong, directories)
      address <- address
      json <- json
    } yield Command.Conformance(directories, address, json, flags.has("--force"))
  }

  private def backend(flags: Flags): Either[Vector[Fault], BackendAddress] =
    flags.atMostOne("--backend").flatMap {
      case None       => Right(BackendAddress.Evaluator)
      case Some(text) => BackendAddress.parse(text).left.map(Vector(_))
    }

  private def verify(flags: Flags): Either[Vector[Fault], Command] = {
    val address = backend(flags)
    val classpath =
      paths(flags.all("--classpath").flatMap(_.split(File.pathSeparator)).filter(_.nonEmpty))
    val json = flags.atMostOne("--json").flatMap(optionalPath)
    val junit = flags.atMostOne("--junit").flatMap(optionalPath)
    val accepted = acceptance(flags)
    val seconds = this.seconds(flags)
    val heap = this.heap(flags)
    val wrong = Vector(address, classpath, json, junit, accepted, seconds, heap)
      .flatMap(_.left.toOption)
      .flatten
    for {
      bundle <- gather(flags.faults ++ wrong, bundle(flags))
      backend <- address
      classpath <- classpath
      json <- json
      junit <- junit
      accepted <- accepted
      seconds <- seconds
      heap <- heap
    } yield Command.Verify(
      bundle,
      backend,
      classpath,
      flags.all("--only"),
      json,
      junit,
      accepted,
      seconds,
      heap,
      flags.has("--force")
    )
  }

  private def seconds(flags: Flags): Either[Vector[Fault], Double] =
    flags.atMostOne("--timeout").flatMap {
      case None       => Right(ChildSettings.Seconds)
      case Some(text) =>
        text.toDoubleOption
          .filter(seconds => seconds > 0 && !seconds.isInfinite)
          .toRight(Vector(Flags.fault("--timeout takes seconds above 0", s"--timeout=$text")))
    }

  private def heap(flags: Flags): Either[Vector[Fault], Option[String]] =
    flags.atMostOne("--heap").flatMap {
      case Some(text) if !ChildSettings.isHeap(text) =>
        Left(Vector(Flags.fault("--heap takes a size such as 512m or 2g", s"--heap=$text")))
      case other => Right(other)
    }

  private def bundle(flags: Flags): Either[Vector[Fault], Path] = flags.operands match {
    case Vector(one) => path(one)
    case Vector()    => Left(Vector(Flags.fault("the bundle is missing")))
    case several     =>
      Left(Vector(Flags.fault("one bundle at a time", found = s"bundles=${several.mkString(",")}")))
  }

  private def acceptance(flags: Flags): Either[Vector[Fault], Option[String]] = {
    val (ids, reasons) = (flags.all("--accept"), flags.all("--reason"))
    val unknown = ids.filter(_ != acceptable)
    if (unknown.nonEmpty)
      Left(
        Vector(
          Fault(
            code = "HU102",
            message = "only a runtime outside the profile can be accepted at verification",
            owner = Owner.BackendOwner,
            expected = Some(s"id=$acceptable"),
            found = Some(s"id=${unknown.mkString(", ")}"),
            next = Some("Other deviations are accepted at export, where the bundle records them.")
          )
        )
      )
    else if (ids.length != reasons.length || reasons.exists(_.isBlank))
      Left(
        Vector(
          Fault(
            code = "HU101",
            message = "every --accept needs a --reason of its own",
            owner = Owner.BackendOwner,
            expected = Some(s"reasons=${ids.length}"),
            found = Some(s"reasons=${reasons.count(!_.isBlank)}"),
            next = Some(s"""Give them in pairs: --accept $acceptable --reason "agreed with …".""")
          )
        )
      )
    else Right(reasons.lastOption)
  }

  private def optionalPath(text: Option[String]): Either[Vector[Fault], Option[Path]] =
    text.fold[Either[Vector[Fault], Option[Path]]](Right(None))(path(_).map(Some(_)))

  private def paths(texts: Vector[String]): Either[Vector[Fault], Vector[Path]] = {
    val (wrong, right) = texts.map(path).partitionMap(identity)
    if (wrong.isEmpty) Right(right) else Left(wrong.flatten)
  }

  private def path(text: String): Either[Vector[Fault], Path] =
    try Right(Path.of(text))
    catch {
      case refused: InvalidPathException =>
        Left(Vector(Flags.fault(s"this is no path: ${refused.getReason}", found = s"path=$text")))
    }

  private def gather[A](
      before: Vector[Fault],
      last: Either[Vector[Fault], A]
  ): Either[Vector[Fault], A] =
    if (before.isEmpty) last else Left(before ++ last.left.getOrElse(Vector.empty))
}
