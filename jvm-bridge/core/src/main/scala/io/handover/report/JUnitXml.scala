package io.handover.report

import io.handover.verdict.{DeterminismCheck, Group, Status, Verdict}
import java.nio.charset.StandardCharsets.UTF_8

/** A verdict as JUnit XML: one test case a vector group and a determinism check. */
object JUnitXml {

  private final case class Case(name: String, outcome: Option[(String, String, String)])

  /** One `testsuite`; failures carry the text of the report. */
  def bytes(verdict: Verdict, reproduce: Reproduce): Array[Byte] = {
    val played = verdict.groups.map(group(verdict, reproduce, _)) ++ verdict.determinism.map(check)
    val cases =
      if (verdict.groups.nonEmpty) played
      else played :+ Case("vectors", Some(("failure", "no vector was played", "")))
    def count(kind: String): Int = cases.count(_.outcome.exists(_._1 == kind))
    val name = s"${verdict.bundle.name} ${verdict.bundle.version}"
    val suite = s"""<testsuite name="${escaped(name)}" tests="${cases.length}" """ +
      s"""failures="${count("failure")}" errors="${count("error")}" skipped="${count(
          "skipped"
        )}">"""
    val lines = Vector("<?xml version='1.0' encoding='utf-8'?>", "<testsuites>", s"  $suite") ++
      properties(verdict) ++ cases.flatMap(rendered(verdict.backend.address, _)) ++
      Vector("  </testsuite>", "</testsuites>", "")
    lines.mkString("\n").getBytes(UTF_8)
  }

  private def group(verdict: Verdict, reproduce: Reproduce, group: Group): Case = {
    val n = group.counts
    // Of a stage that the backend does not have nothing is played, and nothing is wrong.
    val absent = verdict.skips.find(_.what.startsWith("stage ")).filter(_ => n.skipped == n.total)
    val kind = if (n.errored > 0 && n.failed == 0) "error" else "failure"
    val text = VerdictText.renderGroup(verdict, group.flag, reproduce)
    val wrong = text.map((kind, s"${n.failed} failed, ${n.errored} errored", _))
    Case(group.flag, absent.map(skip => ("skipped", skip.reason, skip.what)).orElse(wrong))
  }

  private def check(check: DeterminismCheck): Case = {
    val kind = check.status match {
      case Status.Passed  => None
      case Status.Failed  => Some("failure")
      case Status.Skipped => Some("skipped")
      case Status.Errored => Some("error")
    }
    val text = (check.detail +: check.vectors).mkString("\n")
    Case(s"determinism.${check.check}", kind.map((_, check.detail, text)))
  }

  private def properties(verdict: Verdict): Vector[String] = {
    val told = Vector(
      "handover.bundle.sha256" -> verdict.bundle.sha256,
      "handover.contract.sha256" -> verdict.bundle.contractSha256,
      "handover.backend" -> verdict.backend.address
    ) ++ verdict.accepted.map(entry => s"handover.accepted.${entry.id}" -> entry.reason)
    "    <properties>" +: told.map { case (name, value) =>
      s"""      <property name="${escaped(name)}" value="${escaped(value)}" />"""
    } :+ "    </properties>"
  }

  private def rendered(address: String, one: Case): Vector[String] = {
    val head = s"""    <testcase classname="${escaped(address)}" name="${escaped(one.name)}""""
    one.outcome match {
      case None                        => Vector(s"$head />")
      case Some((kind, message, text)) =>
        Vector(
          s"$head>",
          s"""      <$kind message="${escaped(message)}">${escaped(text)}</$kind>""",
          "    </testcase>"
        )
    }
  }

  // XML 1.0 (5th ed.) section 2.2: other control characters cannot be written, not even escaped.
  private def escaped(text: String): String = {
    val out = new java.lang.StringBuilder
    text.codePoints.forEach {
      case '&' => out.append("&amp;"): Unit
      case '<' => out.append("&lt;"): Unit
      case '>' => out.append("&gt;"): Unit
      case '"' => out.append("&quot;"): Unit
      case code if code < ' ' && code != '\t' && code != '\n' && code != '\r' => replaced(out)
      case code if (code >= 0xd800 && code < 0xe000) || code == 0xfffe || code == 0xffff =>
        replaced(out)
      case code => out.appendCodePoint(code): Unit
    }
    out.toString
  }

  private def replaced(out: java.lang.StringBuilder): Unit = out.append('\ufffd'): Unit
}
