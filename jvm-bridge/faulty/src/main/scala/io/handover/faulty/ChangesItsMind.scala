package io.handover.faulty

import io.handover.{BackendInfo, Batch, Bundle, Value}
import java.util.concurrent.ConcurrentHashMap
import scala.jdk.CollectionConverters.*

/** Answers a row rightly the first time and a little larger the second time. */
final class ChangesItsMind(bundle: Bundle) extends Almost(bundle) {
  private val seen = ConcurrentHashMap.newKeySet[String]().asScala

  def info: BackendInfo = BackendInfo("changes-its-mind", "1.0")

  def score(batch: Batch): Batch =
    if (seen.add(batch.row(0).toString)) right(batch)
    else
      everyScalar(right(batch)) {
        case Value.F32(value) => Value.F32(value + 0.25f)
        case Value.F64(value) => Value.F64(value + 0.25)
        case other            => other
      }
}
