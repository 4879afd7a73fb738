package io.handover.parity.features

import io.handover.contract.FeatureContract
import io.handover.parity.{BackendReply, Guarded}
import io.handover.vectors.VectorReader
import io.handover.{FeatureStep, Row}

/** The boundary between handover and a feature step: whatever is thrown becomes a value here.
  *
  * HV301 thrown, HV302 null, HV303 a column missing or extra.
  */
private[parity] final class FeatureCall(step: FeatureStep, features: FeatureContract) {

  /** The step's reply to raw rows of the contract's types, asked for one by one. */
  def ask(rows: Vector[Row]): BackendReply =
    rows
      .foldLeft[Either[BackendReply, Vector[Row]]](Right(Vector.empty)) { (done, row) =>
        done.flatMap(found => answer(row).map(found :+ _))
      }
      .map(BackendReply.Answered(_))
      .merge

  private def answer(raw: Row): Either[BackendReply, Row] = Guarded {
    Option(step.features(raw))
      .toRight(Guarded.broken("HV302", "the feature step returned null"))
      .flatMap { row =>
        Guarded.misnamed("features", features.columns.map(_.name), row.names).toLeft(read(row))
      }
  }

  private def read(row: Row): Row = features.columns.foldLeft(Row.empty) { (done, column) =>
    done.add(column.name, VectorReader.missing(row.value(column.name)))
  }
}
