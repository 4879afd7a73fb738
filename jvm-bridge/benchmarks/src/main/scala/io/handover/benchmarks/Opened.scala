package io.handover.benchmarks

/** A model that is ready to score. */
trait Opened {

  /** The answers for columns of `Array[Float]` or `Array[String]`.
    *
    * @param names
    *   the name of each column
    * @param columns
    *   the cells of each, row after row
    * @param rows
    *   how many rows there are
    */
  def run(names: Array[String], columns: Array[Object], rows: Int): Object
}
