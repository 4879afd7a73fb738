package io.handover.cli

import io.handover.{Fault, Owner}

/** A command line split into options and the rest, with everything that is wrong about it.
  *
  * @param values
  *   the values of each option, in order
  * @param operands
  *   what is no option, in order
  * @param faults
  *   unknown options and options without a value
  */
private[cli] final case class Flags(
    values: Map[String, Vector[String]],
    operands: Vector[String],
    faults: Vector[Fault]
) {

  /** Whether a switch is given. */
  def has(switch: String): Boolean = values.contains(switch)

  /** Every value of an option. */
  def all(option: String): Vector[String] = values.getOrElse(option, Vector.empty)

  /** The value of an option that is given at most once; more is a fault. */
  def atMostOne(option: String): Either[Vector[Fault], Option[String]] = all(option) match {
    case Vector()    => Right(None)
    case Vector(one) => Right(Some(one))
    case several     =>
      Left(
        Vector(
          Flags.fault(
            s"$option is given more than once",
            found = s"values=${several.mkString(",")}"
          )
        )
      )
  }
}

private[cli] object Flags {

  /** Splits `arguments`: `--option value`, `--option=value`, `--switch`, and `--` before operands
    * only.
    */
  def split(
      arguments: List[String],
      options: Vector[String],
      switches: Vector[String] = Vector.empty
  ): Flags = {
    def go(rest: List[String], done: Flags): Flags = rest match {
      case Nil              => done
      case "--" :: operands => done.copy(operands = done.operands ++ operands)
      case option :: more if option.startsWith("-") && option != "-" =>
        val (name, inline) = option.span(_ != '=')
        if (switches.contains(option)) go(more, done.add(option, ""))
        else if (switches.contains(name))
          go(more, done.copy(faults = done.faults :+ fault(s"$name takes no value")))
        else if (!options.contains(name))
          go(more, done.copy(faults = done.faults :+ unknown(name, options ++ switches)))
        else if (inline.nonEmpty) go(more, done.add(name, inline.drop(1)))
        else
          more match {
            case value :: after if !options.contains(value) => go(after, done.add(name, value))
            case _ => go(more, done.copy(faults = done.faults :+ fault(s"$name needs a value")))
          }
      case operand :: more => go(more, done.copy(operands = done.operands :+ operand))
    }
    go(arguments, Flags(Map.empty, Vector.empty, Vector.empty))
  }

  /** A fault of the command line (HU104). */
  def fault(message: String, found: String = "", next: String = "See --help."): Fault = Fault(
    code = "HU104",
    message = message,
    owner = Owner.BackendOwner,
    found = Option.when(found.nonEmpty)(found),
    next = Some(next)
  )

  private implicit final class Adding(private val flags: Flags) extends AnyVal {
    def add(option: String, value: String): Flags =
      flags.copy(values = flags.values.updated(option, flags.all(option) :+ value))
  }

  private def unknown(name: String, options: Vector[String]): Fault = {
    val near = Spelling.nearest(name, options)
    fault(
      s"there is no option $name",
      next = near.fold("See --help.")(option => s"Did you mean $option?")
    )
  }
}
