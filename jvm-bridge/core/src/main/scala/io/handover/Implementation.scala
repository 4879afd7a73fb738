package io.handover

/** A class of a service that a bundle can prove: a [[Backend]], a [[FeatureStep]], or both.
  *
  * It needs a public constructor without parameters, or with one [[Bundle]], to be loaded by name.
  * It simply throws when it cannot answer; the [[Verifier]] reports that per vector. It is called
  * from several threads at once.
  */
trait Implementation extends AutoCloseable {

  /** What this implementation says about itself; the same at every call. */
  def info: BackendInfo

  /** Gives back what the implementation holds; nothing by default. */
  def close(): Unit = ()
}
