package com.trasos

import io.handover.evaluator.{EvaluatorBackend, RowScorer}
import io.handover.{BackendInfo, Bundle, Row, RowBackend}

/** Conversion propensity out of the bundle's model file, visit by visit, in pure Scala.
  *
  * What a page does that asks once a click: a scorer for each thread, places looked up once.
  */
class ConversionFromFile(bundle: Bundle) extends RowBackend {
  private val model = new EvaluatorBackend(bundle)
  private val visits =
    ThreadLocal.withInitial(() => new ConversionFromFile.Visit(model.rowScorer()))

  def info: BackendInfo = model.info.copy(name = "trasos-conversion-from-file", version = "1.0.0")

  def scoreRow(row: Row): Row = visits.get().score(row)
}

object ConversionFromFile {
  private val whole = Vector("visits_30d", "item_views")
  private val numbers = Vector("basket_eur", "mean_price_eur", "dwell_s", "days_since_purchase")
  private val words = Vector("device", "country", "referrer", "favourite_category")

  /** One visit at a time. */
  private final class Visit(scorer: RowScorer) {
    private def places(columns: Vector[String]) = columns.map(name => name -> scorer.input(name))
    private val (wholes, floats, texts) = (places(whole), places(numbers), places(words))
    private val (proba, label) = (scorer.output("proba"), scorer.output("label"))

    def score(row: Row): Row = {
      wholes.foreach { case (name, place) => scorer.set(place, row.long(name)) }
      floats.foreach { case (name, place) =>
        scorer.set(place, if (row.isNull(name)) Float.NaN else row.float(name))
      }
      texts.foreach { case (name, place) => scorer.set(place, row.text(name)) }
      scorer.score()
      Row.empty.add("proba", scorer.float(proba)).add("label", scorer.long(label))
    }
  }
}
