package io.handover.bundle

import io.handover.Fault
import io.handover.archive.{BundleFault, Digest}
import io.handover.json.{Json, Shape}
import scala.collection.immutable.VectorMap

/** Reads `manifest.json`: HB206 for a format of another time, HB207 for a shape that is wrong. */
private[bundle] object ManifestReader {

  /** The manifest, or everything that is wrong with it. */
  def read(json: Json): Either[Vector[Fault], BundleManifest] =
    json.get("format").flatMap(_.text) match {
      case Some(other) if other != BundleManifest.Format => Left(Vector(unknownFormat(other)))
      case _                                             => shaped(json)
    }

  private def unknownFormat(found: String): Fault =
    BundleFault(
      "HB206",
      "this handover does not read the bundle's format",
      BundleManifest.Name,
      Some(s"format=${BundleManifest.Format}"),
      Some(s"format=$found"),
      "Upgrade handover, or export the bundle again with the version that is installed."
    )

  private def shaped(json: Json): Either[Vector[Fault], BundleManifest] = {
    val shape = new Shape("HB207", BundleManifest.Name)
    val contract = Json.Obj(shape.members(json, "$", "contract"))
    val files = shape.members(json, "$", "files").map { case (name, entry) =>
      name -> file(shape, name, entry)
    }
    if (files.contains(BundleManifest.Name))
      shape.wrong("$.files", "every file but the manifest itself")
    shape.text(json, "$", "format")
    val manifest = BundleManifest(
      shape.text(json, "$", "name"),
      shape.text(json, "$", "version"),
      digest(shape, contract, "$.contract"),
      VectorMap.from(files),
      shape.members(json, "$", "producedBy").collect { case (name, Json.Str(version)) =>
        name -> version
      },
      Profile(Json.Obj(shape.members(json, "$", "profile"))),
      shape.elements(json, "$", "accepted").zipWithIndex.map { case (item, i) =>
        Accepted.read(shape, s"$$.accepted[$i]", item)
      }
    )
    json.get("options").foreach(_ => options(shape, shape.members(json, "$", "options")))
    shape.result(manifest)
  }

  // What an export was told; only Python exports again, so the kinds of its values are checked alone.
  private def options(shape: Shape, found: VectorMap[String, Json]): Unit = {
    def each(expected: String, names: String*)(fits: Json => Boolean): Unit =
      names.foreach { name =>
        if (!found.get(name).forall(fits)) shape.wrong(s"$$.options.$name", expected)
      }
    each("a whole number", "seed", "maxRows")(_.long.isDefined)
    each("a text", "separator", "source", "feed")(_.text.exists(_.nonEmpty))
    each("an object", "data", "raw")(_.members.isDefined)
    each("an object of numbers", "lastRelease") {
      _.members.exists(_.values.forall(_.double.isDefined))
    }
  }

  private def file(shape: Shape, name: String, json: Json): BundleManifest.File = {
    val path = s"$$.files['$name']"
    BundleManifest.File(shape.count(json, path, "size"), digest(shape, json, path))
  }

  private def digest(shape: Shape, json: Json, path: String): String = {
    val text = shape.text(json, path, "sha256")
    if (text.nonEmpty && !Digest.isDigest(text))
      shape.wrong(s"$path.sha256", "64 lower-case hexadecimal digits")
    text
  }
}
