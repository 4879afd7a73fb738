package io.handover.backends

import io.handover.json.{Json, JsonReader}
import io.handover.{Fault, Owner}
import java.nio.file.{InvalidPathException, Path}

/** A request of the parent, its members read with every fault kept (HJ901). */
private[handover] final class Request private (json: Json) {

  /** The path at member `name`. */
  def path(name: String): Either[Vector[Fault], Path] =
    text(name).flatMap(Request.path(name, _))

  /** The path at member `name`, when there is one. */
  def optionalPath(name: String): Either[Vector[Fault], Option[Path]] =
    optional(name).fold[Either[Vector[Fault], Option[Path]]](Right(None))(
      Request.path(name, _).map(Some(_))
    )

  /** The paths at member `name`; none when it is absent. */
  def paths(name: String): Either[Vector[Fault], Vector[Path]] = {
    val (wrong, right) = texts(name).map(Request.path(name, _)).partitionMap(identity)
    if (wrong.isEmpty) Right(right) else Left(wrong.flatten)
  }

  /** The texts at member `name`; none when it is absent. */
  def texts(name: String): Vector[String] =
    json.get(name).flatMap(_.elements).getOrElse(Vector.empty).flatMap(_.text)

  /** The backend that is meant. */
  def address: Either[Vector[Fault], BackendAddress] =
    text("backend").flatMap(BackendAddress.parse(_).left.map(Vector(_)))

  /** Why a runtime outside the profile is accepted, when it is. */
  def acceptRuntime: Option[String] =
    json.get("acceptRuntime").flatMap(_.get("reason")).flatMap(_.text)

  /** The text at member `name`, when there is one. */
  def optional(name: String): Option[String] = json.get(name).flatMap(_.text)

  /** The text at member `name`. */
  def text(name: String): Either[Vector[Fault], String] =
    optional(name).toRight(Vector(Request.fault(s"the request has no $name")))
}

private[handover] object Request {

  /** The request written as `text`. */
  def read(text: String): Either[Vector[Fault], Request] =
    JsonReader.read(text, "the request").left.map(Vector(_)).map(of)

  /** The request that `json` is. */
  def of(json: Json): Request = new Request(json)

  private def path(name: String, text: String): Either[Vector[Fault], Path] =
    try Right(Path.of(text))
    catch {
      case refused: InvalidPathException =>
        Left(Vector(fault(s"$name is no path: ${refused.getReason}").copy(found = Some(text))))
    }

  private def fault(message: String): Fault = Fault(
    code = "HJ901",
    message = message,
    owner = Owner.Handover,
    next = Some("The jar and the Python package are of different versions: install again.")
  )
}
