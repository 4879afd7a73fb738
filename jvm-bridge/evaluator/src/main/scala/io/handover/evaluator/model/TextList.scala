package io.handover.evaluator.model

import java.util.Arrays

/** Texts as they are read. */
private[model] final class TextList {

  private var values = new Array[String](8)
  private var count = 0

  /** Adds one. */
  def add(value: String): Unit = {
    if (count == values.length) values = Arrays.copyOf[String](values, 2 * count)
    values(count) = value
    count += 1
  }

  /** The texts, in an array of their own. */
  def result(): Array[String] = Arrays.copyOf[String](values, count)
}
