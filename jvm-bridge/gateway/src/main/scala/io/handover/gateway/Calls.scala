package io.handover.gateway

import io.handover.backends.{Backends, ExplainRequest, OpenedBackend, Request, VerifyRequest}
import io.handover.child.{Answer, WholeFile}
import io.handover.gateway.frame.{FrameReader, FrameScoring, FrameWriter}
import io.handover.json.{Json, JsonWriter}
import io.handover.verdict.BackendIdentity
import io.handover.{Batch, Bundle, Fault}
import java.nio.file.Path
import scala.util.Using

/** What the parent can ask: small JSON in, small JSON out, everything else in files.
  *
  * Every call may come twice: Py4J sends one again whose answer was lost.
  */
final class Calls {
  private val session = new Session

  /** Who a backend says it is: `{"backend","classpath","bundle","acceptRuntime"}` to its identity.
    */
  def describe(request: String): String = answer {
    for {
      asked <- Request.read(request)
      path <- asked.path("bundle")
      address <- asked.address
      classpath <- asked.paths("classpath")
      bundle <- Bundle.open(path)
      opened <- Backends.open(address, classpath, bundle, asked.acceptRuntime)
    } yield Using.resource(opened) { backend =>
      BackendIdentity(address.text, backend.loaded.within(backend.loaded.implementation.info)).json
    }
  }

  /** Verifies and writes the verdict to a file:
    * `{"bundle","backend","classpath","only","verdict","progress","acceptRuntime"}` to
    * `{"verdict","status"}`.
    */
  def verify(request: String): String = answer {
    for {
      asked <- Request.read(request)
      target <- asked.path("verdict")
      progress <- asked.optionalPath("progress")
      verify <- VerifyRequest.read(asked)
      told = progress.fold[(Int, Int) => Unit]((_, _) => ())(new ProgressFile(_).tell)
      verdict <- verify.copy(progress = told).run()
    } yield {
      WholeFile.write(target, JsonWriter.bytes(verdict.json))
      Json.obj("verdict" -> Json.str(target.toString), "status" -> Json.str(verdict.status.name))
    }
  }

  /** Scores rows from one file into another: `{"bundle","backend","classpath","input","output"}` to
    * `{"rows"}`.
    */
  def score(request: String): String = answer {
    for {
      asked <- Request.read(request)
      path <- asked.path("bundle")
      address <- asked.address
      classpath <- asked.paths("classpath")
      input <- asked.path("input")
      output <- asked.path("output")
      bundle <- Bundle.open(path)
      opened <- Backends.open(address, classpath, bundle, asked.acceptRuntime)
      rows <- scored(opened, bundle, input, output)
    } yield Json.obj("rows" -> Json.int(rows))
  }

  /** Scores a frame of rows into a frame of outcomes, in whole batches:
    * `{"bundle","backend","classpath","acceptRuntime","input","output"}` to
    * `{"rows","bundle","backend"}`, the bundle as its digest. The backend stays open for the next
    * call that asks for the same.
    */
  def scoreFrame(request: String): String = answer {
    for {
      asked <- Request.read(request)
      key <- Session.key(asked)
      input <- asked.path("input")
      output <- asked.path("output")
      rows <- FrameReader.read(input).left.map(Vector(_))
      answer <- session.use(key)(framed(_, key, rows, output))
    } yield answer
  }

  /** What every node of the model makes of one vector: `{"bundle","vector","against","output"}` to
    * `{"text"}`; the JSON goes to `output` when that is given.
    */
  def explain(request: String): String = answer {
    for {
      asked <- Request.read(request)
      bundle <- asked.path("bundle")
      id <- asked.text("vector")
      output <- asked.optionalPath("output")
      explained <- ExplainRequest(bundle, id, asked.optional("against")).run()
    } yield {
      output.foreach(WholeFile.write(_, JsonWriter.bytes(explained.json)))
      Json.obj("text" -> Json.str(explained.text))
    }
  }

  private def answer(body: => Either[Vector[Fault], Json]): String =
    JsonWriter.write(Answer.of(body))

  private def framed(
      opened: Session.Opened,
      key: Session.Key,
      rows: Batch,
      output: Path
  ): Either[Vector[Fault], Json] = {
    val loaded = opened.backend.loaded
    loaded.within {
      val framed = for {
        backend <- loaded.backend
        outcomes <- new FrameScoring(opened.bundle.contract, backend).run(rows)
      } yield {
        WholeFile.write(output, FrameWriter.bytes(outcomes))
        Json.obj(
          "rows" -> Json.int(rows.rows.toLong),
          "bundle" -> Json.str(opened.bundle.sha256),
          "backend" -> BackendIdentity(key.address.text, backend.info).json
        )
      }
      framed.left.map(Vector(_))
    }
  }

  private def scored(
      opened: OpenedBackend,
      bundle: Bundle,
      input: Path,
      output: Path
  ): Either[Vector[Fault], Long] = Using.resource(opened) { opened =>
    opened.loaded.within {
      opened.loaded.backend.left
        .map(Vector(_))
        .flatMap(new Scoring(bundle.contract, _).run(input, output))
    }
  }
}
