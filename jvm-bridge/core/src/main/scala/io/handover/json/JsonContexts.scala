package io.handover.json

import org.typelevel.jawn.FContext
import scala.collection.immutable.VectorBuilder
import scala.collection.immutable.VectorMap
import scala.collection.mutable

/** The value of a document that is one scalar. */
private[json] final class SingleContext extends FContext[Json] {
  private var value: Json = Json.Null

  def add(text: CharSequence, index: Int): Unit = value = Json.Str(JsonFacade.wellFormed(text))
  def add(json: Json, index: Int): Unit = value = json
  def finish(index: Int): Json = value
  def isObj: Boolean = false
}

/** The elements of an array while it is read. */
private[json] final class ArrayContext(leave: () => Unit, count: () => Unit)
    extends FContext[Json] {
  private val values = new VectorBuilder[Json]

  def add(text: CharSequence, index: Int): Unit =
    add(Json.Str(JsonFacade.wellFormed(text)), index)

  def add(json: Json, index: Int): Unit = {
    count()
    val _ = values += json
  }

  def finish(index: Int): Json = { leave(); Json.Arr(values.result()) }

  def isObj: Boolean = false
}

/** The members of an object while it is read: text is a key, then a value, then a key. */
private[json] final class ObjectContext(leave: () => Unit, count: () => Unit)
    extends FContext[Json] {
  private val seen = mutable.HashSet.empty[String]
  private val fields = Vector.newBuilder[(String, Json)]
  private var key = Option.empty[String]

  def add(text: CharSequence, index: Int): Unit = key match {
    case Some(_) => add(Json.Str(JsonFacade.wellFormed(text)), index)
    case None    =>
      val name = JsonFacade.wellFormed(text)
      if (!seen.add(name))
        throw JsonRefused("HB302", s"key ${JsonWriter.write(Json.Str(name))} appears twice")
      key = Some(name)
  }

  def add(json: Json, index: Int): Unit = {
    count()
    key.foreach(name => fields += name -> json)
    key = None
  }

  def finish(index: Int): Json = { leave(); Json.Obj(VectorMap.from(fields.result())) }

  def isObj: Boolean = true
}
