package io.handover.gateway

import io.handover.json.{Json, JsonReader, JsonWriter}
import io.handover.parity.{BackendCall, BackendReply}
import io.handover.rules.InputRules
import io.handover.values.ValueJson
import io.handover.vectors.VectorReader
import io.handover.{Backend, Fault, ModelContract, Row}
import java.io.BufferedWriter
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** Scores the rows of a file, one row a call: `{"value"}`, `{"rejected"}` or `{"error"}` a line.
  *
  * A row that breaks an input rule never reaches a backend that leaves the rules to handover.
  */
private[gateway] final class Scoring(contract: ModelContract, backend: Backend) {
  private val call = new BackendCall(backend, contract)
  private val enforces = backend.info.enforcesInputRules

  /** How many rows of `input` were answered in `output`; a line that is no JSON ends it. */
  def run(input: Path, output: Path): Either[Vector[Fault], Long] =
    Using.Manager { use =>
      val lines = use(Files.lines(input, UTF_8)).iterator.asScala.filter(_.nonEmpty).zipWithIndex
      val out = use(Files.newBufferedWriter(output, UTF_8))
      lines.foldLeft[Either[Vector[Fault], Long]](Right(0L)) { case (done, (line, index)) =>
        done.flatMap(count =>
          answer(line, s"${input.getFileName}:${index + 1}", out).map(_ => count + 1)
        )
      }
    }.get

  private def answer(
      line: String,
      where: String,
      out: BufferedWriter
  ): Either[Vector[Fault], Unit] =
    JsonReader.read(line, where).left.map(Vector(_)).map { json =>
      out.write(JsonWriter.write(reply(json.members.map(_.toMap).getOrElse(Map.empty))))
      out.write('\n')
    }

  private def reply(input: Map[String, Json]): Json = {
    val broken = InputRules.broken(contract.inputs, input).headOption
    (VectorReader.typedRow(contract.inputs, input), broken) match {
      case (Some(row), rule) if enforces || rule.isEmpty => scored(row)
      case (_, Some(rule))                               => rejected(rule.code, rule.column)
      case (_, None)                                     => rejected("HR103", "")
    }
  }

  private def scored(row: Row): Json = call.ask(Vector(row)) match {
    case BackendReply.Answered(rows)        => Json.obj("value" -> ValueJson.writeRow(rows(0)))
    case BackendReply.Refused(code, column) => rejected(code, column)
    case BackendReply.Broken(error)         => Json.obj("error" -> error.json)
  }

  private def rejected(code: String, column: String): Json =
    Json.obj("rejected" -> Json.obj("code" -> Json.str(code), "column" -> Json.str(column)))
}
