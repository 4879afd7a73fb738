package com.trasos

import java.util.Locale

/** The contract's rules for the features of a visit.
  *
  * All arithmetic is on whole numbers and in double, rounded to float once: so does the training
  * side.
  */
class VisitRules {

  /** The features of a visit. */
  final def of(visit: Visit): VisitFeatures = {
    val steps = visit.steps
    val seen = steps.filter(_.kind == EventKind.View)
    val put = steps.filter(_.kind == EventKind.Basket)
    val last = visit.earlierPurchasesMs.filter(_ < visit.startMs).maxOption
    // After the first event alone, no one knows what was in the basket.
    val known = steps.size > 1
    VisitFeatures(
      visits30d = visit.earlierStartsMs.count(inWindow(_, visit.startMs)).toLong,
      itemViews = seen.size.toLong,
      basketEur = Option.when(known)((cents(put) / 100.0).toFloat),
      meanPriceEur = Option.when(seen.nonEmpty)((cents(seen) / (100.0 * seen.size)).toFloat),
      dwellS = Option.when(known)(seconds(visit.startMs, steps.last.atMs)),
      daysSincePurchase =
        last.map(at => ((visit.startMs - at) / VisitRules.DayMs.toDouble).toFloat),
      device = visit.device,
      country = visit.country,
      referrer = lower(trimmed(visit.referrer)),
      favouriteCategory = favourite(seen.map(_.category))
    )
  }

  /** Whether an earlier visit lies in the thirty days before the start. */
  protected def inWindow(atMs: Long, startMs: Long): Boolean =
    startMs - VisitRules.WindowMs <= atMs && atMs < startMs

  /** The sum of prices; an Int would overflow with a few hundred dear coats. */
  protected def cents(steps: Vector[VisitStep]): Long = steps.map(_.priceCents).sum

  /** Seconds between two times in milliseconds. */
  protected def seconds(fromMs: Long, toMs: Long): Float = ((toMs - fromMs) / 1000.0).toFloat

  /** A word in lower case, whatever locale the server has. */
  protected def lower(word: String): String = word.toLowerCase(Locale.ROOT)

  /** The category viewed most, the first in the alphabet among equals. */
  protected def favourite(categories: Vector[String]): String = {
    // A Vector before the pairs are turned round: in a Map, equal counts would be one key.
    val seen = categories.groupBy(identity).toVector
    seen.map { case (name, views) => (-views.size, name) }.sorted.headOption.fold("none")(_._2)
  }

  /** Without spaces at either end; `String.trim` would take control characters too. */
  private def trimmed(text: String): String =
    text.dropWhile(_ == ' ').reverse.dropWhile(_ == ' ').reverse
}

object VisitRules {

  /** A day. */
  val DayMs: Long = 86_400_000L

  /** How far back earlier visits count. */
  val WindowMs: Long = 30 * DayMs
}
