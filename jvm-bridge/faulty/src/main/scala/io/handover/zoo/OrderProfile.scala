package io.handover.zoo

import io.handover.{BackendInfo, Row, RowBackend}

/** Two numbers of an order, each in units of its deviation. */
class OrderProfile extends RowBackend {
  private lazy val factors = Weights.load("order_profile").of("factor").collect {
    case Vector(column, factor, deviation, _) =>
      OrderProfile.Factor(column, factor.toFloat, deviation.toFloat)
  }

  def info: BackendInfo = BackendInfo(getClass.getSimpleName, "1.0.0")

  def scoreRow(row: Row): Row =
    Row.empty.add(
      "profile",
      factors.map(factor => scaled(row.float(factor.column), factor)).toArray
    )

  protected def scaled(value: Float, factor: OrderProfile.Factor): Float = value * factor.value
}

object OrderProfile {

  /** What a column is multiplied by; `value` is 1 / `deviation`. */
  final case class Factor(column: String, value: Float, deviation: Float)
}
