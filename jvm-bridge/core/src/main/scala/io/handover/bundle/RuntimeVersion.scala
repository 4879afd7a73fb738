package io.handover.bundle

/** A version in numbers, compared number by number: 1.9.0 is before 1.29.0. */
private[handover] final case class RuntimeVersion(numbers: Vector[Int])
    extends Ordered[RuntimeVersion] {

  def compare(that: RuntimeVersion): Int =
    numbers
      .zipAll(that.numbers, 0, 0)
      .map { case (mine, other) => Integer.compare(mine, other) }
      .find(_ != 0)
      .getOrElse(0)
}

private[handover] object RuntimeVersion {

  /** The numbers at the start of `text`: `1.29.0+cpu` is 1.29.0; none when it starts with none. */
  def parse(text: String): Option[RuntimeVersion] = {
    val numbers =
      text.takeWhile(char => char.isDigit || char == '.').split('.').toVector.filter(_.nonEmpty)
    Option.when(
      numbers.nonEmpty && numbers.forall(_.length < 10)
    )(RuntimeVersion(numbers.map(_.toInt)))
  }
}
