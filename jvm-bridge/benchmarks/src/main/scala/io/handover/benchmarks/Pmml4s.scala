package io.handover.benchmarks

import io.handover.ColumnData
import java.lang.reflect.Method
import java.net.URLClassLoader
import java.nio.file.{Files, Path}
import scala.jdk.CollectionConverters.*

/** A model on PMML4S, out of jars of its own: it is no dependency of anything here. */
final class Pmml4s private (model: AnyRef, predict: Method, rows: Vector[Array[AnyRef]]) {

  /** What it says of row `index`. */
  def predict(index: Int): AnyRef = predict.invoke(model, rows(index))
}

object Pmml4s {

  /** The model's PMML, when there are jars and a file. */
  def of(rows: ModelRows): Option[Pmml4s] = for {
    jars <- sys.props.get("handover.pmml4s").map(Path.of(_))
    file = rows.directory.resolve("model.pmml")
    if Files.exists(file)
  } yield {
    val urls = Files.list(jars).iterator.asScala.filter(_.toString.endsWith(".jar"))
    // Its Scala library must be its own: the platform's loader is the parent.
    val loader =
      new URLClassLoader(urls.map(_.toUri.toURL).toArray, ClassLoader.getPlatformClassLoader)
    val companion = loader.loadClass("org.pmml4s.model.Model")
    val model = companion.getMethod("fromFile", classOf[String]).invoke(null, file.toString)
    val names =
      companion.getMethod("inputNames").invoke(model).asInstanceOf[Array[String]].toVector
    // An array of values, of which erasure leaves an object.
    val predict = companion.getMethod("predict", classOf[Object])
    val cells = Vector.tabulate(ModelRows.Kept) { row =>
      val values = rows.one(row).flatMap { column =>
        column.data match {
          case data: ColumnData.F32 if data.values.length > 1 =>
            data.values.toVector.zipWithIndex.map { case (v, i) =>
              s"x${i + 1}" -> Double.box(v.toDouble)
            }
          case data: ColumnData.F32  => Vector(column.name -> Double.box(data.values(0).toDouble))
          case data: ColumnData.Text => Vector(column.name -> data.values(0))
          case other => throw new IllegalArgumentException(s"no benchmark has $other")
        }
      }.toMap[String, AnyRef]
      names.map(values).toArray
    }
    new Pmml4s(model, predict, cells)
  }
}
