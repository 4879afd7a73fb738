package io.handover.conformance

import io.handover.json.Json

/** What a conformance suite showed of a backend. */
final case class ConformanceReport(backend: String, results: Vector[CaseResult]) {

  /** How many cases ended so. */
  def count(ending: Ending): Int = results.count(_.ending == ending)

  /** Whether nothing failed that is not listed, and nothing listed passed. */
  def holds: Boolean =
    results.nonEmpty && Seq(Ending.Failed, Ending.Errored, Ending.News).forall(count(_) == 0)

  /** The report as text, at most 80 columns where names allow. */
  def text: String = {
    val told =
      results.filter(result => result.ending != Ending.Passed && result.ending != Ending.Skipped)
    val skipped = results
      .filter(_.ending == Ending.Skipped)
      .groupBy(_.detail.fold("")(ConformanceReport.reason))
      .toVector
      .sortBy { case (reason, cases) => (-cases.length, reason) }
    val lines = told.map(r => s"  ${r.ending.name}  ${r.name}\n    ${r.detail.getOrElse("")}") ++
      skipped.map { case (reason, cases) => s"  skipped ${cases.length}: $reason" }
    val counts = Ending.all.map(ending => s"${count(ending)} ${ending.name}").mkString(", ")
    (s"conformance of $backend: ${results.length} cases" +: lines :+ counts).mkString("\n")
  }

  /** The report as JSON. */
  def json: Json = Json.obj(
    "format" -> Json.str("handover-conformance/1"),
    "backend" -> Json.str(backend),
    "counts" -> Json.obj(Ending.all.map(ending => ending.name -> Json.int(count(ending).toLong))*),
    "cases" -> Json.arr(results.map(_.json))
  )
}

private object ConformanceReport {

  // The fault without the node it was found at, so that equal reasons are one line.
  private def reason(detail: String): String =
    detail.split("; ").head.replaceAll("node=\\S+ ", "").take(110)
}
