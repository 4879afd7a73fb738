package io.handover.verdict

/** Lays cells out in columns; no formatter of the JDK, which follow the locale. */
private[verdict] object Table {

  /** `text` filled up to `width` on the right. */
  def left(text: String, width: Int): String = text + " " * (width - text.length).max(0)

  /** `text` filled up to `width` on the left. */
  def right(text: String, width: Int): String = " " * (width - text.length).max(0) + text
}
