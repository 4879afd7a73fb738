package io.handover.verdict

import io.handover.faults.{FlipsLabelOnBoundary, OtherClass, ReordersRows, ReturnsNullCell, Throws}
import io.handover.json.{JsonReader, JsonWriter}
import io.handover.shop.{ShopBundle, ShopModel}
import io.handover.tables.SharedTable
import io.handover.{Backend, Verifier, VerifySettings}

/** Every verdict fits the published schema. */
class VerdictSchemaTest extends munit.FunSuite {

  private val schema = new JsonSchema(SharedTable.schema("verdict-v1.schema.json"))

  private val backends = Vector[Backend](
    new ShopModel,
    new OtherClass,
    new Throws,
    new ReturnsNullCell,
    new ReordersRows,
    new FlipsLabelOnBoundary
  )

  backends.foreach { backend =>
    test(
      s"the verdict on ${backend.getClass.getSimpleName} fits, and reads back as it was written"
    ) {
      val settings = VerifySettings(s"jvm:${backend.getClass.getName}")
      val json = Verifier.verify(ShopBundle.good, backend, settings)(None).map(_.json)
      assertEquals(json.map(schema.faults), Right(Vector.empty))
      val written = json.map(JsonWriter.bytes)
      assertEquals(
        written.flatMap(bytes => JsonReader.read(bytes, "verdict").left.map(Vector(_))).map(
          JsonWriter.write
        ),
        json.map(JsonWriter.write)
      )
    }
  }
}
