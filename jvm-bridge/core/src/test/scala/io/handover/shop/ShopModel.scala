package io.handover.shop

import io.handover.{BackendInfo, Row, RowBackend}
import java.util.Locale

/** A small model in plain Scala: a split, categories, a long float32 sum, and nearest neighbours.
  *
  * It is the oracle of the test bundle; each fault in `io.handover.faults` overrides one step of
  * it.
  */
class ShopModel extends RowBackend {

  def info: BackendInfo = BackendInfo("shop", "1.0")

  def scoreRow(row: Row): Row = {
    val proba = finish(sum(terms(row)))
    val ids = nearest(row.float("price"))
    Row.empty
      .add("proba", proba)
      .add("label", label(proba))
      .add("ids", ids.map(_._1).toArray)
      .add("distances", ids.map(_._2).toArray)
  }

  /** The summands of the probability, in order. */
  protected def terms(row: Row): Vector[Float] = {
    val wave = Vector.tabulate(48)(k =>
      0.003f + 0.001f * ((row.long("visits") + k.toLong * 7) % 11).toFloat / 11f
    )
    Vector(branch(row), category(row.text("device")), row.float("price") * 1e-4f) ++ wave
  }

  /** The leaf of the split on `basket_eur`. */
  protected def branch(row: Row): Float =
    if (row.isNull("basket_eur")) missing
    else if (goesLeft(row.float("basket_eur"))) 0.05f
    else 0.6f

  /** The leaf of a missing basket. */
  protected def missing: Float = 0.3f

  /** Which way the split sends a value. */
  protected def goesLeft(basket: Float): Boolean = basket <= ShopModel.Threshold

  /** The weight of a device; 0 for one the model was not trained on. */
  protected def category(device: String): Float =
    ShopModel.Devices.getOrElse(lower(device), unknown)

  /** The weight of an unknown device. */
  protected def unknown: Float = 0f

  /** A device name as the model was trained on it. */
  protected def lower(device: String): String = device.toLowerCase(Locale.ROOT)

  /** The sum in float32, in order. */
  protected def sum(terms: Vector[Float]): Float = terms.foldLeft(0f)(_ + _)

  /** What is returned for a probability. */
  protected def finish(proba: Float): Float = proba

  /** The predicted class. */
  protected def label(proba: Float): Long = if (proba > 0.5f) 1L else 0L

  /** Ids and distances of the three nearest prices; the lower id first where they tie. */
  protected def nearest(price: Float): Vector[(Long, Float)] =
    ShopModel.Prices.map { case (id, other) => (id, (other - price).abs) }.sortBy(_.swap).take(3)
}

object ShopModel {

  /** Where the split is. */
  val Threshold: Float = 49.95f

  /** Known devices. */
  val Devices: Map[String, Float] = Map("ios" -> 0.05f, "android" -> 0.02f, "web" -> 0.01f)

  /** The catalogue. */
  val Prices: Vector[(Long, Float)] =
    Vector(17L -> 10f, 44L -> 20f, 5L -> 30f, 9L -> 40f, 23L -> 50f, 31L -> 90f)
}
