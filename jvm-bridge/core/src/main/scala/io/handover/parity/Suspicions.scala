package io.handover.parity

import io.handover.contract.InputColumn
import io.handover.{ElementType, Value}
import java.nio.charset.StandardCharsets.{ISO_8859_1, UTF_8}
import java.text.Normalizer
import java.util.Locale

/** The ways in which backends are known to misread a row, column by column.
  *
  * `tests/shared/suspicions.json` holds both languages to the same list.
  */
private[parity] object Suspicions {

  /** Every suspicion that the columns allow: one column each, all of a type, pairs. */
  def of(inputs: Vector[InputColumn]): Vector[Suspicion] = {
    val scalars = inputs.filter(_.columnType.length.isEmpty)
    scalars.flatMap(input => misread(Vector(input), input.name)) ++
      everyColumn(scalars) ++ nulls(scalars) ++ swaps(inputs)
  }

  /** The same mistake in all columns of a type, where there are several. */
  private def everyColumn(scalars: Vector[InputColumn]): Vector[Suspicion] =
    scalars.groupBy(_.columnType.element).toVector.sortBy(_._1.name).flatMap {
      case (element, inputs) if inputs.length > 1 =>
        misread(inputs, s"every $element column").filterNot(_.hint.contains("a null "))
      case _ => Vector.empty
    }

  private def misread(inputs: Vector[InputColumn], name: String): Vector[Suspicion] =
    ways(inputs(0).columnType.element).map { case (how, change) =>
      Suspicion(
        s"equals the answer when ${how.replace("{}", name)}",
        row => {
          val changed = inputs.foldLeft(row) { (done, input) =>
            done.get(input.name).flatMap(change.lift).fold(done)(done.add(input.name, _))
          }
          Option.when(changed != row)(changed)
        }
      )
    }

  private type Change = PartialFunction[Value, Value]

  private def ways(element: ElementType): Vector[(String, Change)] = element match {
    case ElementType.F32 => floats
    case ElementType.F64 => doubles
    case ElementType.I64 => wholes
    case ElementType.I32 => Vector("{} is one too large" -> { case Value.I32(n) =>
        Value.I32(n + 1)
      })
    case ElementType.Bool =>
      Vector(
        "{} is read as false" -> { case Value.Bool(_) => Value.Bool(false) },
        "{} is read as true" -> { case Value.Bool(_) => Value.Bool(true) }
      )
    case ElementType.Text => texts
  }

  private val floats: Vector[(String, Change)] = Vector(
    "a null {} is read as 0" -> { case Value.Null => Value.F32(0f) },
    "a null {} is read as -1" -> { case Value.Null => Value.F32(-1f) },
    "{} is cut to a whole number" -> { case Value.F32(x) => Value.F32(x.toInt.toFloat) },
    "{} is rounded to 2 decimals" -> { case Value.F32(x) =>
      Value.F32(rounded(x.toString).toFloat)
    },
    "{} is a thousandth" -> { case Value.F32(x) => Value.F32(x / 1000f) },
    "{} is a thousandfold" -> { case Value.F32(x) => Value.F32(x * 1000f) },
    "{} loses its sign" -> { case Value.F32(x) => Value.F32(x.abs) }
  )

  private val doubles: Vector[(String, Change)] = Vector(
    "a null {} is read as 0" -> { case Value.Null => Value.F64(0.0) },
    "a null {} is read as -1" -> { case Value.Null => Value.F64(-1.0) },
    "{} goes through float32" -> { case Value.F64(x) => Value.F64(x.toFloat.toDouble) },
    "{} is cut to a whole number" -> { case Value.F64(x) => Value.F64(x.toLong.toDouble) },
    "{} is a thousandth" -> { case Value.F64(x) => Value.F64(x / 1000.0) },
    "{} is a thousandfold" -> { case Value.F64(x) => Value.F64(x * 1000.0) },
    "{} loses its sign" -> { case Value.F64(x) => Value.F64(x.abs) }
  )

  private val wholes: Vector[(String, Change)] = Vector(
    "{} goes through 32 bits" -> { case Value.I64(n) => Value.I64(n.toInt.toLong) },
    "{} goes through float32" -> { case Value.I64(n) => Value.I64(n.toFloat.toLong) },
    "{} goes through float64" -> { case Value.I64(n) => Value.I64(n.toDouble.toLong) },
    "{} is cut off at the largest int" -> { case Value.I64(n) =>
      Value.I64(n.min(Int.MaxValue.toLong))
    },
    "{} is one too large" -> { case Value.I64(n) => Value.I64(n + 1) },
    "{} is one too small" -> { case Value.I64(n) => Value.I64(n - 1) },
    "{} counts weekdays from Sunday" -> {
      case Value.I64(n) if 1 <= n && n <= 7 =>
        Value.I64(n % 7 + 1)
    },
    "{} is a thousandth" -> { case Value.I64(n) => Value.I64(n / 1000) }
  )

  private val texts: Vector[(String, Change)] = Vector[(String, String => String)](
    "{} is lower-cased" -> (_.toLowerCase(Locale.ROOT)),
    "{} is lower-cased by Turkish rules" -> (_.toLowerCase(Locale.forLanguageTag("tr"))),
    "{} is upper-cased" -> (_.toUpperCase(Locale.ROOT)),
    "{} is stripped of space" -> (_.strip),
    "{} is empty" -> (_ => ""),
    "{} is composed (NFC)" -> (Normalizer.normalize(_, Normalizer.Form.NFC)),
    "{} is decomposed (NFD)" -> (Normalizer.normalize(_, Normalizer.Form.NFD)),
    "{} is composed for compatibility (NFKC)" -> (Normalizer.normalize(_, Normalizer.Form.NFKC)),
    "{} is read as Latin-1" -> (text => new String(text.getBytes(UTF_8), ISO_8859_1))
  ).map { case (how, change) => how -> { case Value.Text(text) => Value.Text(change(text)) } }

  private def rounded(text: String): BigDecimal =
    BigDecimal(text).setScale(2, BigDecimal.RoundingMode.HALF_UP)

  private def nulls(scalars: Vector[InputColumn]): Vector[Suspicion] = {
    val floating = scalars.filter(_.columnType.element.isFloating)
    Vector(0, -1).map { stand =>
      Suspicion(
        s"equals the answer when nulls are read as $stand",
        row => {
          val gone = floating.filter(input => row.isNull(input.name))
          Option.when(gone.length > 1)(gone.foldLeft(row) { (done, input) =>
            if (input.columnType.element == ElementType.F32) done.add(input.name, stand.toFloat)
            else done.add(input.name, stand.toDouble)
          })
        }
      )
    }
  }

  private def swaps(inputs: Vector[InputColumn]): Vector[Suspicion] =
    inputs.combinations(2).toVector.collect {
      case Vector(left, right) if left.columnType == right.columnType =>
        Suspicion(
          s"equals the answer when ${left.name} and ${right.name} are swapped",
          row => {
            val (a, b) = (row.value(left.name), row.value(right.name))
            Option.when(a != b)(row.add(left.name, b).add(right.name, a))
          }
        )
    }
}
