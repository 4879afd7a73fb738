package io.handover.report

import io.handover.Bundle
import io.handover.contract.{FeatureContract, InputColumn, OutputColumn}
import io.handover.json.Json

/** A bundle as text of 80 columns: what it promises and what it can prove.
  *
  * No formatter: it writes numbers in the digits of the locale.
  */
object BundleText {

  /** Digests, columns, vectors with their coverage, truths and the profile. */
  def render(bundle: Bundle, width: Int = 80): String = {
    val manifest = bundle.manifest
    val sections = Vector(
      Vector(s"${manifest.name} ${manifest.version}  (${bundle.contract.task})") ++
        Paragraph.wrapped(s"bundle    sha256 ${bundle.sha256}", width, hang = " " * 12) ++
        Paragraph.wrapped(s"contract  sha256 ${manifest.contractSha256}", width, hang = " " * 12),
      bundle.contract.features.toVector.flatMap(RawFieldText.lines(_, width)),
      bundle.contract.features.toVector.flatMap(features(_, width)),
      "inputs" +: bundle.contract.inputs.map(input(_, width)),
      "outputs" +: bundle.contract.outputs.map(output(_, bundle)),
      vectors(bundle, width),
      made(bundle, width)
    )
    sections.filter(_.nonEmpty).map(_.mkString("\n")).mkString("\n\n")
  }

  private def features(features: FeatureContract, width: Int): Vector[String] =
    "features" +: features.columns.map { column =>
      val line = s"${column.name.padTo(24, ' ')} ${column.columnType}, must agree: " +
        column.tolerance.text
      ColumnText.cut(s"  $line", width)
    }

  private def input(column: InputColumn, width: Int): String = {
    val facts = ColumnText.facts(column.columnType.toString, column.required, column.bounds)
    ColumnText.cut(s"  ${column.name.padTo(24, ' ')} ${facts.mkString(", ")}", width)
  }

  private def output(column: OutputColumn, bundle: Bundle): String = {
    val line = s"  ${column.name.padTo(24, ' ')} ${column.columnType}, ${column.role}, " +
      s"must agree: ${column.tolerance.text}"
    bundle.manifest.profile.classOf(column.name).fold(line) { found =>
      val can = s"the graph can give: $found"
      if (line.length + can.length <= 78) s"$line; $can" else s"$line;\n${" " * 27}$can"
    }
  }

  private def vectors(bundle: Bundle, width: Int): Vector[String] = {
    val header = bundle.header
    val flags = header.flags.toVector.sortBy(_._1).flatMap { case (name, flag) =>
      val count = flag.count.toString
      val right = " " * (6 - count.length).max(0) + count
      Paragraph.wrapped(s"${name.padTo(18, ' ')} $right  ${flag.catches}", width, hang = " " * 29)
    }
    val differing = header.deviating.toVector.sortBy(_._1).collect {
      case (name, count) if count > 0 => s"$name: $count vector(s)"
    }
    val truths =
      if (differing.isEmpty) "truths    agree"
      else s"truths    differ by ${differing.mkString(", ")}"
    val oracles = header.json.get("oracles").flatMap(_.elements).map { named =>
      s"oracles   ${named.flatMap(_.text).mkString(", ")}; no estimator"
    }
    (s"${header.count} vectors" +: flags) ++ coverage(header.json) ++ (truths +: oracles.toVector)
  }

  private def coverage(header: Json): Vector[String] =
    header.get("coverage").flatMap(_.members).toVector.flatMap { kinds =>
      "coverage" +: kinds.toVector.map { case (what, facts) =>
        def number(name: String): Long = facts.get(name).flatMap(_.long).getOrElse(0L)
        s"  ${what.padTo(18, ' ')} ${number("covered")} of ${number("total")}"
      }
    }

  private def made(bundle: Bundle, width: Int): Vector[String] = {
    val profile = bundle.manifest.profile
    val barred = if (profile.except.isEmpty) "" else s", not ${profile.except.mkString(", ")}"
    val runtime =
      s"runtime   ${profile.runtime.getOrElse("?")} >= ${profile.minimum.getOrElse("?")}, " +
        s"< ${profile.below.getOrElse("?")}$barred; recorded with ${profile.producedWith.getOrElse("?")}"
    val made = bundle.manifest.producedBy.toVector.sorted
      .map { case (name, version) => s"$name $version" }
      .mkString("made with ", ", ", "")
    val accepted = bundle.manifest.accepted.map { entry =>
      s"accepted  ${entry.id}: ${entry.what} Reason given: ${entry.reason}"
    }
    (runtime +: made +: accepted)
      .flatMap(Paragraph.wrapped(_, width, indent = "", hang = " " * 10))
  }
}
