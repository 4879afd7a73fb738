package io.handover.bundle

import io.handover.Fault
import io.handover.archive.{BundleFault, Entry}
import io.handover.onnxfile.{ModelFacts, ModelWalk}

/** Looks into `model.onnx` before any runtime does: HB404 and HB405. */
private[bundle] object ModelCheck {

  /** The metadata key that names the contract a model was exported for. */
  val ContractKey: String = "handover.contract.sha256"

  /** Why the model must not be run, if it must not. */
  def faults(archive: Archive, entry: Entry, contractSha256: String): Vector[Fault] =
    ModelWalk.facts(archive.file, entry) match {
      case Left(reason) =>
        Vector(BundleFault("HB405", s"not readable as ONNX: $reason", entry.name))
      case Right(facts) =>
        val missing =
          facts.missing.map(part => BundleFault("HB405", s"the model has no $part", entry.name))
        external(entry, facts) ++ missing ++ foreign(entry, facts, contractSha256)
    }

  private def external(entry: Entry, facts: ModelFacts): Vector[Fault] =
    if (facts.external == 0) Vector.empty
    else
      Vector(
        BundleFault(
          "HB404",
          "the model refers to weights outside the bundle",
          entry.name,
          found = Some(s"tensors=${facts.external}"),
          next = "Save the model with its weights inside."
        )
      )

  private def foreign(entry: Entry, facts: ModelFacts, contractSha256: String): Vector[Fault] = {
    val named = facts.metadata.get(ContractKey)
    if (named.contains(contractSha256)) Vector.empty
    else
      Vector(
        BundleFault(
          "HB405",
          "the model was exported for another contract",
          entry.name,
          Some(s"$ContractKey=$contractSha256"),
          Some(s"$ContractKey=${named.getOrElse("nothing")}"),
          "Export the bundle again from the contract as it is now."
        )
      )
  }
}
