package io.handover.cli

import io.handover.json.Json
import io.handover.tables.SharedTable.{cases, member, text}
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** Runs `tests/shared/output_files.json`. */
class OutputFileTableTest extends munit.FunSuite {

  private val folder = FunFixture[Path](_ => Files.createTempDirectory("handover-output"), delete)

  private def delete(folder: Path): Unit = Using.resource(Files.walk(folder)) { paths =>
    paths.iterator.asScala.toVector.reverse.foreach(Files.delete)
  }

  cases("output_files.json").foreach { row =>
    folder.test(text(row, "name")) { folder =>
      val path = placed(folder, member(row, "there"))
      val kind = if (text(row, "kind") == "json") OutputFile.Json else OutputFile.JUnit
      val file = OutputFile(path, kind)
      assertEquals(file.fault(force = false).map(_.code), member(row, "code").text)
      assertEquals(file.fault(force = true).map(_.code), member(row, "forced").text)
    }
  }

  /** Puts what a case says at a path. */
  private def placed(folder: Path, there: Json): Path = {
    val path = folder.resolve("report")
    val written = there.get("text").flatMap(_.text).map(_.getBytes("UTF-8")).orElse(
      there.get("hex").flatMap(_.text).map(java.util.HexFormat.of.parseHex(_))
    )
    written.foreach(Files.write(path, _))
    there.text match {
      case Some("folder")      => Files.createDirectory(path): Unit
      case Some("full folder") =>
        Files.createDirectory(path): Unit
        Files.createFile(path.resolve("notes.txt")): Unit
      case Some("pipe") =>
        assertEquals(new ProcessBuilder("mkfifo", path.toString).start().waitFor(), 0)
      case Some("link to folder")  => Files.createSymbolicLink(path, folder): Unit
      case Some("link to nowhere") =>
        Files.createSymbolicLink(path, folder.resolve("nowhere")): Unit
      case Some("file as parent")   => Files.createFile(path): Unit
      case Some("no parent") | None => ()
      case Some(other)              => fail(other)
    }
    there.text match {
      case Some("file as parent") => path.resolve("report")
      case Some("no parent")      => folder.resolve("missing").resolve("report")
      case _                      => path
    }
  }
}
