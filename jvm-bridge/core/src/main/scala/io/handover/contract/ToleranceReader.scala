package io.handover.contract

import io.handover.ElementType
import io.handover.json.{Json, Shape}

/** Reads one entry of `parity.tolerance`. */
private[handover] object ToleranceReader {

  /** The tolerance; what cannot be read is noted in `shape`. */
  def read(shape: Shape, path: String, json: Json, element: ElementType): Tolerance = {
    val names = json.members.fold(Set.empty[String])(_.keySet)
    val measure =
      if (names("bits") || names("exact")) Tolerance.Bits
      else if (names("ulp")) Tolerance.Ulp(shape.count(json, path, "ulp"))
      else if (names("abs") || names("rel"))
        Tolerance.AbsRel(shape.amount(json, path, "abs", 0.0), shape.amount(json, path, "rel", 0.0))
      else Tolerance.default(element).measure
    if (json.members.isEmpty || !names.subsetOf(Known))
      shape.wrong(path, "one of bits, exact, ulp, abs with rel (and boundary, ties)")
    val boundary = word(
      shape,
      path,
      json,
      "boundary"
    )(Map("report" -> Tolerance.Report, "fail" -> Tolerance.Fail))
    val ties = word(shape, path, json, "ties")(
      Map("any" -> Tolerance.AnyOrder, "ascending-id" -> Tolerance.AscendingId)
    )
    Tolerance(measure, boundary.getOrElse(Tolerance.Report), ties.getOrElse(Tolerance.AnyOrder))
  }

  private val Known = Set("bits", "exact", "ulp", "abs", "rel", "boundary", "ties")

  private def word[A](shape: Shape, path: String, json: Json, name: String)(
      words: Map[String, A]
  ): Option[A] =
    json.get(name).filter(_ != Json.Null).flatMap { value =>
      val known = value.text.flatMap(words.get)
      if (known.isEmpty) shape.wrong(s"$path.$name", words.keys.mkString(" or "))
      known
    }
}
