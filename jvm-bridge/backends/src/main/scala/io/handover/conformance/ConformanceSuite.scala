package io.handover.conformance

import io.handover.Fault
import io.handover.evaluator.model.TensorFile
import io.handover.loading.RefusedByBackend
import io.handover.onnxfile.{TensorModel, TensorValue}
import java.io.IOException
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** Runs cases in the layout of ONNX's backend tests: a directory with `model.onnx` and
  * `test_data_set_<k>/{input,output}_<i>.pb`.
  *
  * @param backend
  *   its name; failures listed for it are expected
  * @param open
  *   makes a model ready to run
  */
final class ConformanceSuite(
    backend: String,
    open: Array[Byte] => Either[Vector[Fault], TensorModel]
) {

  private val expected = ExpectedFailures.of(backend)

  /** The results of every case at or below `directories`, by path. */
  def run(directories: Vector[Path]): Vector[CaseResult] =
    directories.flatMap(ConformanceSuite.cases).map(directory => expected.judge(one(directory)))

  private def one(directory: Path): CaseResult = {
    val name = directory.getFileName.toString
    try
      open(Files.readAllBytes(directory.resolve("model.onnx"))) match {
        case Left(faults) =>
          val unsupported = faults.exists(fault => ConformanceSuite.unsupported(fault.code))
          val ending = if (unsupported) Ending.Skipped else Ending.Errored
          CaseResult(name, ending, Some(faults.map(_.line).distinct.mkString("; ")))
        case Right(model) => Using.resource(model)(played(name, directory, _))
      }
    catch {
      case refused: IOException => CaseResult(name, Ending.Errored, Some(refused.toString))
    }
  }

  private def played(name: String, directory: Path, model: TensorModel): CaseResult = {
    val sets = ConformanceSuite.entries(directory, "test_data_set_")
    val results = sets.map { set =>
      val played = for {
        inputs <- tensors(set, "input_")
        outputs <- tensors(set, "output_")
        answers <- answers(model, inputs)
      } yield compared(name, outputs, answers, model.classes)
      played.fold(
        fault => {
          val ending =
            if (ConformanceSuite.unsupported(fault.code)) Ending.Skipped else Ending.Errored
          CaseResult(name, ending, Some(s"${set.getFileName}: ${fault.line}"))
        },
        identity
      )
    }
    if (results.isEmpty) CaseResult(name, Ending.Errored, Some("there is no test_data_set_*"))
    else {
      val outputs = results.map(_.outputs).filter(_.nonEmpty).transpose.map { sets =>
        sets.head.copy(distance = sets.map(_.distance).reduce(_.and(_)))
      }
      results.find(_.ending != Ending.Passed).getOrElse(results.head).copy(outputs = outputs)
    }
  }

  private def answers(
      model: TensorModel,
      inputs: Vector[TensorValue]
  ): Either[Fault, Vector[TensorValue]] =
    try Right(model.run(inputs.toArray).toVector)
    catch { case refused: RefusedByBackend => Left(refused.fault) }

  private def compared(
      name: String,
      expected: Vector[TensorValue],
      answers: Vector[TensorValue],
      classes: Vector[String]
  ): CaseResult =
    if (expected.length > answers.length)
      CaseResult(
        name,
        Ending.Failed,
        Some(s"expected outputs=${expected.length} found outputs=${answers.length}")
      )
    else {
      val compared = expected.zip(answers).map { case (a, b) => TensorComparison.of(a, b) }
      val outputs = answers.zip(compared).zipWithIndex.map { case ((answer, (_, distance)), i) =>
        OutputResult(answer.name, classes.lift(i), distance)
      }
      val wrong = compared.zipWithIndex.collectFirst { case ((Some(what), _), i) =>
        s"output_$i: $what"
      }
      CaseResult(name, wrong.fold[Ending](Ending.Passed)(_ => Ending.Failed), wrong, outputs)
    }

  private def tensors(set: Path, prefix: String): Either[Fault, Vector[TensorValue]] =
    ConformanceSuite.entries(set, prefix).foldLeft[Either[Fault, Vector[TensorValue]]](
      Right(Vector.empty)
    ) { (read, file) =>
      for {
        before <- read
        next <- TensorFile.read(Files.readAllBytes(file))
      } yield before :+ next
    }
}

object ConformanceSuite {

  /** The directories at or below `directory` that hold a model, by name. */
  def cases(directory: Path): Vector[Path] =
    Using.resource(Files.walk(directory)) { paths =>
      paths.iterator.asScala
        .filter(_.getFileName.toString == "model.onnx")
        .map(_.getParent)
        .toVector
        .sortBy(_.toString)
    }

  // HE2 is what the evaluator does not run, HE105 a part of ONNX that it does not.
  private def unsupported(code: String): Boolean = code.startsWith("HE2") || code == "HE105"

  // By their number: input_10 comes after input_9.
  private def entries(directory: Path, prefix: String): Vector[Path] =
    Using.resource(Files.list(directory)) { paths =>
      paths.iterator.asScala
        .filter(_.getFileName.toString.startsWith(prefix))
        .toVector
        .sortBy(path => number(path.getFileName.toString.stripPrefix(prefix)))
    }

  private def number(text: String): Int = text.takeWhile(_.isDigit).toIntOption.getOrElse(0)
}
