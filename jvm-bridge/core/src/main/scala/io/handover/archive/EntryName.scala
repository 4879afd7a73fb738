package io.handover.archive

import io.handover.Fault
import java.text.Normalizer
import java.util.Locale

/** Which entry names are safe, and which two would become one file somewhere. */
private[archive] object EntryName {

  /** Why a name is refused (HB102, HB105), or none.
    *
    * Names that another system would read otherwise are refused too: a backslash is a separator on
    * Windows, a colon a drive or a stream, a NUL ends the name for C libraries.
    */
  def fault(name: String): Option[Fault] = {
    val length = name.codePointCount(0, name.length)
    if (length > Limits.Name)
      Some(
        BundleFault(
          "HB105",
          "entry name is too long",
          shown(name.take(40)),
          Some(s"length<=${Limits.Name}"),
          Some(s"length=$length")
        )
      )
    else unsafe(name).map(why => BundleFault("HB102", s"unsafe entry name: $why", shown(name)))
  }

  /** HB103 for every name that equals an earlier one, or does once case is folded. */
  def collisions(names: Vector[String]): Vector[Fault] =
    names.groupBy(folded).values.filter(_.length > 1).toVector.flatMap { same =>
      same.drop(1).map { name =>
        BundleFault("HB103", "two entry names collide", shown(name), found = Some(shown(same(0))))
      }
    }

  /** A name as it can be printed on any terminal. */
  def shown(name: String): String =
    name.map(char => if (Character.isISOControl(char)) "?" else char.toString).mkString

  private def unsafe(name: String): Option[String] =
    if (name.exists(char => char == '\\' || char == ':' || Character.isISOControl(char)))
      Some("a backslash, colon or control character")
    else if (name.split("/", -1).exists(segment => Set("", ".", "..").contains(segment)))
      Some("an empty, '.' or '..' segment")
    else if (!Normalizer.isNormalized(name, Normalizer.Form.NFC))
      Some("letters that are not in NFC")
    else None

  // Upper case first: only that makes ß and ss one.
  private def folded(name: String): String =
    Normalizer
      .normalize(name, Normalizer.Form.NFC)
      .toUpperCase(Locale.ROOT)
      .toLowerCase(Locale.ROOT)
}
